import ArgumentParser

/// The tool that prepares images for DuckDB Serverless.
@main
struct DuckDBServerlessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duckdb-serverless",
        abstract: "Prepares DuckDB extensions for functions that must not download anything.",
        subcommands: [BakeCommand.self]
    )
}
