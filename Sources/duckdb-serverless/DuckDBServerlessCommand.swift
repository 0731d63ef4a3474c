import ArgumentParser
import DuckDBClient
import DuckDBServerless

/// The tool that prepares images for DuckDB Serverless.
@main
struct DuckDBServerlessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duckdb-serverless",
        abstract: "Prepares what functions with DuckDB are deployed with, checks it, and runs it here.",
        version: "for DuckDB \(EngineVersion.pinned.number), linked with \(Database.engineVersion)",
        subcommands: [
            BakeCommand.self, VerifyCommand.self, InspectCommand.self, BindCommand.self, PackageCommand.self,
            DoctorCommand.self, QueryCommand.self, InvokeCommand.self, ServeCommand.self,
        ]
    )
}
