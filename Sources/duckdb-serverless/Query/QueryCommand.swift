import ArgumentParser
import DuckDBLambda
import DuckDBServerless
import Foundation

/// `duckdb-serverless query`: runs one statement as a function would, and shows its rows.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Runs SQL, or a query of a folder, with the sources that the environment names, and shows the rows.",
        discussion: manual
    )

    @OptionGroup(title: "Statement")
    var input: QueryInput

    @OptionGroup(title: "Output")
    var display: DisplayOptions

    @Option(
        help: ArgumentHelp("Give up after so many seconds, waking included.", valueName: "seconds"),
        transform: Seconds.init
    )
    var timeout: Seconds?

    @Flag(help: "Run it as SQL that somebody else wrote, as DUCKDB_HARDENED=on does: see security.md.")
    var hardened = false

    func run() async throws {
        // Whoever reads the other end of a pipe may leave; that is to be an error of writing, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let interruption = Interruption()
        do {
            let run = try prepared()
            try await interruption.cancelling { try await run.run() }
        } catch {
            display.output.discard()
            let failure = QueryFailure(
                error,
                signal: interruption.signal,
                sql: try? input.ownSQL(),
                timeout: timeout?.duration
            )
            failure.report()
            throw failure.exitCode
        }
    }

    private func prepared() throws -> QueryRun {
        var variables = input.variables
        // What the other variables allow it counts then too.
        if hardened { variables["DUCKDB_HARDENED"] = "on" }
        let environment = FunctionEnvironment(variables: variables)
        return QueryRun(
            plan: try input.plan(environment),
            configuration: try .environment(environment),
            options: try QuerySettings(environment: environment).options,
            display: display,
            timeout: timeout?.duration
        )
    }
}
