import ArgumentParser
import DuckDBServerless
import Foundation

/// `duckdb-serverless doctor`: what this environment would do to a function.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tells what a function would meet in this environment, and how to mend what is wrong with it.",
        discussion: """
            Reads the same environment variables by the same code as a function does, checks the bundle's files, looks at \
            folders, memory, threads, glibc, certificates and where credentials come from, and wakes an engine. Nothing is \
            asked over the network unless --ask-credentials says so, and no secret is shown. Run it where the function \
            runs: in the image, as its user.

            Exit codes:
              0   a function would work; there may be warnings
              1   a function would fail; each failure is told with its remedy
              64  the command line is wrong

            Example:
              DEFAULT_BOOTSTRAP=s3 AWS_REGION=eu-central-1 duckdb-serverless doctor
            """
    )

    @Option(
        help: ArgumentHelp("The bundle's directory, instead of DUCKDB_EXTENSION_DIRECTORY.", valueName: "dir")
    )
    var extensionDirectory: String?

    @Flag(help: "Do not wake an engine.")
    var noWake = false

    @Flag(help: "Ask for AWS credentials where a function would, and tell when they end.")
    var askCredentials = false

    @Flag(help: "Print the result as JSON only.")
    var json = false

    func run() async throws {
        var variables = ProcessInfo.processInfo.environment
        if let extensionDirectory { variables["DUCKDB_EXTENSION_DIRECTORY"] = extensionDirectory }
        let doctor = Doctor(
            environment: FunctionEnvironment(variables: variables),
            machine: Machine(),
            asksForCredentials: askCredentials
        )
        try await report(json: json) { () async throws(CommandFailure) in
            DoctorReport(findings: await doctor.findings(waking: !noWake))
        }
    }
}
