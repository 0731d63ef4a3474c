import ArgumentParser
import DuckDBServerless

/// `duckdb-serverless bake`: lays out checked extensions for an image.
struct BakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bake",
        abstract: "Lays out DuckDB extensions, checked and ready to load, for an image or a Lambda layer.",
        discussion: manual
    )

    @Option(
        help: "The DuckDB version that will load them (default: \(EngineVersion.pinned.number)).",
        transform: EngineVersion.init
    )
    var version: EngineVersion?

    @Option(help: "The platform that will load them (default: \(ExtensionPlatform.current)).")
    var platform: ExtensionPlatform?

    @Option(help: ArgumentHelp("The directory to fill.", valueName: "dir"))
    var target: String

    @OptionGroup(title: "Source")
    var origin: SourceOptions

    @OptionGroup(title: "Cache")
    var store: CacheOptions

    @OptionGroup(title: "MotherDuck")
    var motherduck: MotherDuckOptions

    @Flag(help: "Bake even more than the 250 MB Lambda allows, for a container image.")
    var allowOversize = false

    @Option(help: ArgumentHelp("What to bake, instead of names: a duckdb-extensions.json.", valueName: "file"))
    var pins: String?

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(
        help: "Extensions, by name or alias: httpfs, postgres, aws …",
        transform: { try ExtensionName($0) }
    )
    var names: [ExtensionName] = []

    func validate() throws { try validateNames() }

    func run() async throws {
        if let pinFile {
            try await report(json: json) { () async throws(CommandFailure) in try await bake(pinnedIn: pinFile) }
        } else {
            try await report(json: json) { () async throws(CommandFailure) in try await bake() }
        }
    }

    /// Bakes the names.
    func bake() async throws(CommandFailure) -> BakeReport {
        let progress = json ? nil : DownloadProgress.onTerminal()
        return try await Downloader.with(origin.limits, progress: progress) { downloader async throws(CommandFailure) in
            try await baker(downloader).bake(names)
        }
    }

    private func baker(_ downloader: Downloader) -> ExtensionBaker {
        let cache = store.make()
        let version = version ?? .pinned
        let platform = platform ?? .current
        return ExtensionBaker(
            version: version,
            platform: platform,
            target: target,
            source: origin.source(downloader, parts: cache?.parts),
            signers: origin.community ? [.core, .community] : [.core],
            cache: cache,
            motherduckImpl: motherduck.source(downloader, parts: cache?.parts).map { implVersion, source in
                MotherDuckImplRequest(implVersion: implVersion, version: version, platform: platform, source: source)
            },
            sizeLimit: allowOversize ? nil : .lambdaLimit
        )
    }
}
