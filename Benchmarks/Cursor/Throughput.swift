import BenchmarkSupport
import DuckDBClient
import DuckDBServerless

/// How many cursors a second one database serves, by the number of tasks, for a query that costs next to nothing and for one
/// that works.
struct Throughput {
    private static let taskCounts = [1, 2, 4, 8]
    private static let rounds = 7
    private static let queries: [(name: String, sql: SQL, cursors: Int)] = [
        ("SELECT 42", "SELECT 42", 2000),
        ("sum of 1 000 000 numbers", "SELECT sum(range) FROM range(1000000)", 100),
    ]

    let outcomes: [Outcome]

    init() {
        outcomes = []
    }

    private init(outcomes: [Outcome]) {
        self.outcomes = outcomes
    }

    /// All numbers of tasks in turn, in each round.
    func measure() async throws -> Throughput {
        var configuration = EngineConfiguration(environment: FunctionEnvironment(variables: [:]))
        configuration.extensionDirectory = "/nowhere"
        let environment = DuckDBEnvironment(configuration)
        var outcomes: [Outcome] = []
        for query in Self.queries {
            var times: [Int: [Int64]] = [:]
            for round in 0...Self.rounds {
                for count in Self.taskCounts {
                    let time = try await Self.run(query.sql, query.cursors, tasks: count, in: environment)
                    // The first round warms up.
                    if round > 0 { times[count, default: []].append(time) }
                }
            }
            outcomes += Self.taskCounts.compactMap { count in
                times[count].map { values in
                    Outcome(
                        name: "\(query.name), \(count) task\(count == 1 ? "" : "s")",
                        value: Double(query.cursors) * 1e9 / Samples(values).median,
                        unit: "cursors/s"
                    )
                }
            }
        }
        return Throughput(outcomes: outcomes)
    }

    /// The nanoseconds that the cursors take, shared among the tasks.
    private static func run(
        _ sql: SQL,
        _ cursors: Int,
        tasks: Int,
        in environment: DuckDBEnvironment
    ) async throws -> Int64 {
        let start = Clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    for _ in 0..<cursors / tasks {
                        _ = try await environment.cursor { try $0.fetchOne(Int128.self, sql) }
                    }
                }
            }
            try await group.waitForAll()
        }
        return Clock.now - start
    }

    var text: String {
        "Cursors a second of one database, medians of \(Self.rounds) rounds in turn\n" + outcomes.map(\.text).joined()
    }
}
