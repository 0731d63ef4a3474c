import AWSParameters
import BenchmarkSupport
import DuckDBClient
import DuckDBServerless
import LocalServices

/// A sum over the rows of another DuckDB process on this machine, worked out there and here.
struct Remote {
    private static let rounds = 7
    private static let token = "planted-quack-token"

    func measure() async throws -> [Outcome] {
        let server = try await QuackServer.start(
            token: Self.token,
            "CREATE TABLE orders AS SELECT i AS id, i % 7 AS region, (i % 1000)::DOUBLE AS amount FROM range(1000000) t(i)"
        )
        var step = Quack(host: "127.0.0.1", token: ParameterReference(.ssm, "/token"))
        step.port = server.port
        var configuration = EngineConfiguration(environment: FunctionEnvironment(variables: [:]))
        configuration.extensionDirectory = try await ExtensionBundleFolder.all
        configuration.threads = 1
        configuration.steps = [step]
        configuration.parameters = ParameterResolver(
            ParameterSources([.ssm: InMemoryParameters(["/token": Self.token])])
        )
        let engine = try await Engine.wake(configuration)
        let sum = "SELECT region, sum(amount) FROM orders GROUP BY region"
        let outcomes = [
            try await measure("remote: the server sums up, 7 rows come over", step.remote(sum), engine),
            try await measure(
                "local: two columns come over, the function sums up",
                "SELECT region, sum(amount) FROM quack.orders GROUP BY region",
                engine
            ),
        ]
        try await server.stop()
        return outcomes
    }

    private func measure(_ name: String, _ sql: SQL, _ engine: Engine) async throws -> Outcome {
        var times: [Int64] = []
        for _ in 0...Self.rounds {
            let start = Clock.now
            let count = try await engine.cursor { try $0.fetchAll(sql).count }
            guard count == 7 else { throw BenchmarkError("\(name): \(count) rows instead of 7") }
            times.append(Clock.now - start)
        }
        return Outcome(name: name, value: Samples(Array(times.dropFirst())).median / 1e6, unit: "ms")
    }
}
