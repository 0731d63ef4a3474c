import ArgumentParser
import DuckDBServerless
import Foundation

/// `duckdb-serverless bake`: lays out checked extensions for an image.
struct BakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bake",
        abstract: "Lays out DuckDB extensions, checked and ready to load, for an image or a Lambda layer.",
        discussion: """
            Each extension is fetched, its version, platform, entry point and DuckDB signature are checked, and it is \
            placed as TARGET/vVERSION/PLATFORM/NAME.duckdb_extension beside a manifest.json with its SHA-256. Give \
            TARGET to DuckDB as extension_directories. Extensions the manifest already lists are checked again, and \
            fetched again only if they changed; nothing is placed unless everything passed.

            What to bake stands on the command line, or in a file next to Package.swift, duckdb-extensions.json, which \
            is taken when there are no names: the DuckDB version, the platforms and the names. Each platform is a bundle \
            of its own, placed whole or not at all. --platform picks one of the file's platforms, --version must be the \
            file's, --source and --from replace the file's.

            Sources:
              pypi    the official wheels, by 'python3 -m pip download'
              folder  NAME.duckdb_extension, the same with .gz, or a wheel

            Exit codes:
              0   everything is in place
              64  the command line is wrong
              65  a file is not the one asked for, or the pin file is wrong
              69  the source lacks an extension, or does not answer
              73  the target cannot be written

            Examples:
              duckdb-serverless bake --target layer httpfs postgres
              duckdb-serverless bake --target layer --pins duckdb-extensions.json
            """
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

    @Option(help: "Where extensions come from (default: \(SourceKind.pypi.rawValue)).")
    var source: SourceKind?

    @Option(help: ArgumentHelp("The folder to take them from, with --source folder.", valueName: "path"))
    var from: String?

    @Option(help: ArgumentHelp("What to bake, instead of names: a duckdb-extensions.json.", valueName: "file"))
    var pins: String?

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(
        help: "Extensions, by name or alias: httpfs, postgres, aws …",
        transform: { try ExtensionName($0) }
    )
    var names: [ExtensionName] = []

    func validate() throws {
        try validateNames()
        guard (source == .folder) == (from != nil) else {
            throw ValidationError("--source folder and --from PATH go together.")
        }
    }

    func run() async throws {
        if let pinFile {
            try await report(json: json) { () async throws(CommandFailure) in try await bake(pinnedIn: pinFile) }
        } else {
            try await report(json: json) { () async throws(CommandFailure) in try await bake() }
        }
    }

    /// Bakes the names.
    func bake() async throws(CommandFailure) -> BakeReport {
        let baker = ExtensionBaker(
            version: version ?? .pinned,
            platform: platform ?? .current,
            target: target,
            source: makeSource()
        )
        return try await baker.bake(names)
    }

    private func makeSource() -> any ExtensionSource {
        from.map { FolderSource(folder: $0) } ?? PyPISource()
    }
}

/// The values of `--source`.
enum SourceKind: String, ExpressibleByArgument, CaseIterable {
    case pypi
    case folder
}
