import ArgumentParser

/// The tool that prepares images for DuckDB Serverless.
@main
struct DuckDBServerlessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duckdb-serverless",
        abstract: "Prepares what functions with DuckDB are deployed with, and checks it.",
        subcommands: [BakeCommand.self, VerifyCommand.self, InspectCommand.self, PackageCommand.self, DoctorCommand.self]
    )
}
