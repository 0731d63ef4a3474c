import ArgumentParser
import DuckDBClient
import DuckDBServerless

/// `duckdb-serverless inspect`: what an extension file is.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tells what extension files are, and whether the linked engine would load them.",
        discussion: """
            Reads each file's footer (platform, DuckDB version, the extension's own version, ABI), finds the entry point and the \
            newest glibc that the file asks for, hashes it, and checks DuckDB's signature. Nothing is loaded.

            Exit codes:
              0   every file is an extension, whether or not the engine would load it
              64  the command line is wrong
              65  a file is no extension: cut off, compressed, or something else; the others are told all the same
              69  a file does not exist or cannot be read

            Example:
              duckdb-serverless inspect /opt/duckdb_extensions/v1.5.4/linux_arm64/*.duckdb_extension
            """
    )

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(help: ArgumentHelp("The files.", valueName: "file"), completion: .file())
    var files: [String]

    func run() async throws {
        try await report(json: json) { () async throws(CommandFailure) in
            var facts: [ExtensionFacts] = []
            var errors: [ExtensionError] = []
            for file in files {
                do throws(ExtensionError) {
                    facts.append(try ExtensionFacts(path: file))
                } catch {
                    errors.append(error)
                }
            }
            return InspectReport(files: facts, errors: errors)
        }
    }
}
