import ArgumentParser
import DuckDBServerless

/// `duckdb-serverless verify`: whether what lies in an image is what was baked.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every file of the bundles in a directory, and that nothing else lies among them.",
        discussion: """
            Each file is compared with its manifest (size, SHA-256) and checked as the baking did: version, platform, \
            entry point, DuckDB's signature. Files that no manifest names are findings too: a statement could load them \
            by name. Nothing is loaded, written or fetched, and a bundle for another platform than this one is checked \
            all the same.

            Exit codes:
              0   every bundle is as it was baked
              64  the command line is wrong
              65  something is not as it was baked; each finding is told
              69  there is no bundle

            Example:
              duckdb-serverless verify /opt/duckdb_extensions
            """
    )

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(help: ArgumentHelp("The directory that was baked into.", valueName: "dir"))
    var directory: String

    func run() async throws {
        try await report(json: json) { () async throws(CommandFailure) in
            let (folders, strays) = try CommandFailure.wrapping { () throws(ExtensionError) in
                let folders = try BundleFolder.all(in: directory)
                return (folders, try BundleFolder.strays(besides: folders))
            }
            var bundles: [BundleVerdict] = []
            for folder in folders { bundles.append(await BundleVerdict(folder)) }
            return VerifyReport(bundles: bundles, strays: strays)
        }
    }
}
