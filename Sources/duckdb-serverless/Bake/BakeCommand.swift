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

            Sources:
              pypi    the official wheels, by 'python3 -m pip download'
              folder  NAME.duckdb_extension, the same with .gz, or a wheel

            Exit codes:
              0   everything is in place
              64  the command line is wrong
              65  a file is not the one asked for
              69  the source lacks an extension, or does not answer
              73  the target cannot be written

            Example:
              duckdb-serverless bake --target layer httpfs postgres
            """
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

    @Option(help: "Where extensions come from.")
    var source = SourceKind.pypi

    @Option(help: ArgumentHelp("The folder to take them from, with --source folder.", valueName: "path"))
    var from: String?

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(
        help: "Extensions, by name or alias: httpfs, postgres, aws …",
        transform: { try ExtensionName($0) }
    )
    var names: [ExtensionName]

    func validate() throws {
        guard (source == .folder) == (from != nil) else {
            throw ValidationError("--source folder and --from PATH go together.")
        }
    }

    func run() async throws {
        try await report(json: json) { () async throws(CommandFailure) in
            let baker = ExtensionBaker(version: version, platform: platform, target: target, source: makeSource())
            return try await baker.bake(names)
        }
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
