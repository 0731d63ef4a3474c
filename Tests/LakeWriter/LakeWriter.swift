import AWSParameters
import DuckDBClient
import DuckDBServerless
import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `lake-writer TIMES RETRIES SQL`: runs a statement that often, each time in a transaction of its own, on a DuckLake.
///
/// For tests and benchmarks that need several processes. The lake is that of the variables `LAKE_…`, the rest of the engine
/// as the environment says; the statement finds the number of the run with `getvariable('run')`. It prints `ready` when the
/// lake is attached, begins when a line comes from standard input, and prints one JSON object at the end.
@main
enum LakeWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let times = Int(arguments[1]), let retries = Int(arguments[2]) else {
            print("Usage: lake-writer TIMES RETRIES SQL")
            exit(2)
        }
        let sql = arguments[3]
        let engine = try await Engine.wake(configuration())
        let outcome = try await engine.cursor { cursor in
            try cursor.bootstrap(for: "lake")
            print("ready")
            fflush(nil)
            _ = readLine()
            var outcome = Outcome()
            for run in 0..<times { try outcome.add(run, retries, SQL(unsafe: sql), on: cursor) }
            return outcome
        }
        print(String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self))
    }

    private static func configuration() throws -> EngineConfiguration {
        var configuration = try EngineConfiguration.environment()
        let variables = configuration.environment.variables
        var server = PostgresServer(
            host: variables["LAKE_HOST"] ?? "",
            database: variables["LAKE_DATABASE"] ?? "",
            user: variables["LAKE_USER"] ?? "",
            login: .password(ParameterReference(.environment, "LAKE_SERVER_PASSWORD"))
        )
        server.port = variables["LAKE_PORT"].flatMap { Int($0) } ?? server.port
        server.tlsMode = "disable"
        var lake = DuckLake(metadata: .postgres(server), dataPath: variables["LAKE_DATA_PATH"] ?? "")
        lake.isReadOnly = false
        configuration.steps.append(lake)
        return configuration
    }
}

/// What became of all runs.
struct Outcome: Encodable {
    /// How many were committed.
    private var committed = 0
    /// How often the statement was begun, retries included.
    private var tries = 0
    /// How long each run took that was committed, retries and pauses included.
    private var milliseconds: [Double] = []
    /// What the others ended with.
    private var conflicts: [String] = []
    private var failures: [String] = []

    mutating func add(_ run: Int, _ retries: Int, _ sql: SQL, on cursor: borrowing Cursor) throws {
        let start = ContinuousClock.now
        try cursor.execute("SET VARIABLE run = \(run)")
        do {
            try cursor.transaction(retries: retries) {
                tries += 1
                try cursor.execute(sql)
            }
            committed += 1
            milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
        } catch let error as DuckDBError where error.isTransactionConflict {
            conflicts.append("\(error)")
        } catch {
            failures.append("\(error)")
        }
    }
}
