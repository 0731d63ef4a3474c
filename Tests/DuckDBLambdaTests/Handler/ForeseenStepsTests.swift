import DuckDBLambda
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("What all queries of a function need")
struct ForeseenStepsTests {
    private let scratch: ScratchFolder
    private static let results = "SELECT count(*) AS results FROM pg_replica.results"

    init() throws { scratch = try ScratchFolder() }

    @Test("A secret that every query needs is fetched before the first request, and once", .timeLimit(.minutes(1)))
    func fetched() async throws {
        let aws = try await Moto.start()
        let served = try await served(["a": Self.results, "b": Self.results + " WHERE passed"], aws)
        while try await fetches(aws) == 0 { await Task.yield() }
        // Nothing listens there; the password is known by then.
        try await isUnreachable(served)
        #expect(try await fetches(aws) == 1)
        await aws.end()
    }

    @Test("A secret that is not there does not end INIT; the query that needs it tells of it")
    func missing() async throws {
        let aws = try await Moto.start()
        let served = try await served(["a": Self.results], aws, ["PG_REPLICA_PASSWORD": "ssm:/replica/none"])
        let error = await #expect(throws: BootstrapError.self) { try await served.answer(#"{"query": "a"}"#) }
        #expect(error?.code == .secretUnavailable)
        #expect(error?.message.contains("/replica/none") == true)
        await aws.end()
    }

    @Test("A function with a query that needs no step asks for nothing until one does")
    func lazy() async throws {
        let aws = try await Moto.start()
        let served = try await served(["a": Self.results, "b": "SELECT 42 AS answer"], aws)
        #expect(try await served.answer(#"{"query": "b"}"#) == #"[{"answer":42}]"#)
        #expect(try await fetches(aws) == 0)
        try await isUnreachable(served)
        #expect(try await fetches(aws) == 1)
        await aws.end()
    }

    @Test("Where callers send SQL of their own, nothing is foreseen")
    func adHoc() async throws {
        let aws = try await Moto.start()
        let served = try await served(["a": Self.results], aws, ["DUCKDB_ADHOC_SQL": "on"])
        #expect(try await served.request("GET", "/").status == 200)
        #expect(try await fetches(aws) == 0)
        await aws.end()
    }

    private func isUnreachable(_ served: ServedQueries) async throws {
        let error = await #expect(throws: BootstrapError.self) { try await served.answer(#"{"query": "a"}"#) }
        #expect(error?.code == .unreachable)
    }

    private func served(
        _ queries: [String: String],
        _ aws: Moto,
        _ more: [String: String] = [:]
    ) async throws -> ServedQueries {
        try await aws.putParameter("/replica/password", "planted \(UUID())")
        for (name, text) in queries { try scratch.write(Data(text.utf8), as: "\(name).sql") }
        let replica = [
            "DEFAULT_BOOTSTRAP": "pg_replica", "DUCKDB_QUERY_DIRECTORY": scratch.path,
            "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_PORT": "1", "PG_REPLICA_DATABASE": "d",
            "PG_REPLICA_USER": "u", "PG_REPLICA_PASSWORD": "ssm:/replica/password",
        ]
        let variables = try await aws.variables.merging(replica) { $1 }
        var served = try ServedQueries()
        served.handler = try await .environment(FunctionEnvironment(variables: variables.merging(more) { $1 }))
        return served
    }

    private func fetches(_ aws: Moto) async throws -> Int {
        try await aws.requests().count { $0.target.hasPrefix("AmazonSSM.GetParameter") }
    }
}
