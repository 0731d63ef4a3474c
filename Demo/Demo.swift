import ArgumentParser
import Foundation
import LocalServices

/// The main job, end to end: services on this machine, the function under AWS's emulator, a cold and warm invocations.
@main
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Runs QueryFunction under AWS's runtime interface emulator against real services on this machine."
    )

    @Option(help: "Another seed makes other data, and so other rows.")
    var seed = 1

    @Flag(help: "Join local Parquet with a local DuckDB file instead of S3 with PostgreSQL.")
    var embedded = false

    @Option(help: "How many warm invocations to measure.")
    var warm = 20

    func run() async throws {
        let scenario = try await scenario()
        let emulator = try await RuntimeInterfaceEmulator.start(
            BuiltExecutable.path("QueryFunction"),
            scenario.configuration
        )
        let run = try await DemoRun(event: scenario.event, warmInvocations: warm, on: emulator)
        await emulator.end()
        try run.report()
        await scenario.end()
    }

    private func scenario() async throws -> any DemoScenario {
        if embedded { return try await EmbeddedScenario(seed: seed) }
        guard PostgreSQL.isInstalled else {
            say("PostgreSQL is not installed and could not be: the same job runs embedded, without it and S3.")
            return try await EmbeddedScenario(seed: seed)
        }
        return try await ReplicaScenario(seed: seed)
    }
}
