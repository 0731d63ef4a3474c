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
    var version = EngineVersion.pinned

    @Option(help: "The platform that will load them.")
    var platform = ExtensionPlatform.current

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

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(
        help: "Extensions, by name or alias: httpfs, postgres, aws …",
        transform: { try ExtensionName($0) }
    )
    var names: [ExtensionName]

    func run() async throws {
        let progress = json ? nil : DownloadProgress.onTerminal()
        try await report(json: json) { () async throws(CommandFailure) in
            try await Downloader.with(origin.limits, progress: progress) { downloader async throws(CommandFailure) in
                try await baker(downloader).bake(names)
            }
        }
    }

    private func baker(_ downloader: Downloader) -> ExtensionBaker {
        let cache = store.make()
        return ExtensionBaker(
            version: version,
            platform: platform,
            target: target,
            source: origin.source(downloader, parts: cache?.parts),
            signers: origin.community ? [.core, .community] : [.core],
            cache: cache,
            motherduckImpl: motherduck.source(downloader, parts: cache?.parts).map { version, source in
                MotherDuckImplRequest(implVersion: version, version: self.version, platform: platform, source: source)
            },
            sizeLimit: allowOversize ? nil : .lambdaLimit
        )
    }
}
