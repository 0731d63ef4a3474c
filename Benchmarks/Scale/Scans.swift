import BenchmarkSupport
import DuckDBClient
import DuckDBServerless
import LocalServices

/// How many rows a second an engine of each size reads from a local Parquet file and sums up by a key.
struct Scans {
    let folder: ScratchFolder
    private static let rows = 10_000_000
    private static let rounds = 5

    func measure() async throws -> [Outcome] {
        let file = folder.path("orders.parquet")
        try await Size.engine(1769, spillingTo: folder.path("spill")).cursor { cursor in
            try cursor.execute(
                """
                COPY (SELECT i AS id, i % 1000 AS customer, (i * 7919 % 100000) / 100 AS amount FROM range(\(Self.rows)) t(i))
                TO \(SQL.literal(file)) (FORMAT parquet)
                """
            )
        }
        var outcomes: [Outcome] = []
        for size in Size.all {
            let engine = try await Size.engine(size, spillingTo: folder.path("spill"))
            let threads = try await engine.cursor { try $0.fetchOne(Int.self, "SELECT current_setting('threads')") }
            var times: [Int64] = []
            for _ in 0...Self.rounds { times.append(try await Self.scan(file, engine)) }
            outcomes.append(
                Outcome(
                    name: "\(size) MB, \(threads ?? 0) thread(s): rows of Parquet summed by 1000 keys",
                    // The first round warms up.
                    value: Double(Self.rows) * 1e3 / Samples(Array(times.dropFirst())).median,
                    unit: "M/s"
                )
            )
        }
        return outcomes
    }

    private static func scan(_ file: String, _ engine: Engine) async throws -> Int64 {
        let start = Clock.now
        try await engine.cursor { cursor in
            _ = try cursor.fetchAll("SELECT customer, sum(amount) FROM read_parquet(\(file)) GROUP BY customer")
        }
        return Clock.now - start
    }
}
