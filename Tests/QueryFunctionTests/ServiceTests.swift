import Foundation
import LambdaRuntime
import LocalServices
import Testing

@Suite("The function behind a Function URL, a queue and a schedule, under AWS's emulator")
struct ServiceTests {
    private func event(_ method: String, _ path: String, query: String = "", body: String? = nil) throws -> String {
        let request = APIGatewayV2Request(
            context: .init(http: .init(method: method, path: path)),
            rawPath: path,
            rawQueryString: query,
            headers: ["accept": "application/json"],
            body: body
        )
        return String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
    }

    private func answer(_ function: DeployedFunction, _ event: String) async throws -> APIGatewayV2Response {
        try JSONDecoder().decode(APIGatewayV2Response.self, from: Data(try await function.invoke(event: event).utf8))
    }

    @Test("The join of S3 and Postgres over HTTP, and an error that tells no internals and is in the log")
    func http() async throws {
        let function = try await DeployedFunction()
        let rows = try await answer(function, event("GET", "/queries/joined", query: "except=zero"))
        #expect(rows.statusCode == 200)
        #expect(rows.body == #"[{"name":"one","events":10},{"name":"two","events":10}]"#)
        let missing = try await answer(function, event("GET", "/queries/joined"))
        #expect(missing.statusCode == 400)
        #expect(missing.body?.contains("\"field\":\"except\"") == true)
        let log = try await function.end()
        #expect(log.contains("\"status\":\"200\""))
        #expect(log.contains("\"status\":\"400\""))
    }

    @Test("An unreachable replica is 503, without host or user in the answer, with both in the log")
    func unreachable() async throws {
        let port = try FreePort.find()
        let function = try await DeployedFunction(.init(environment: ["PG_REPLICA_PORT": "\(port)"]))
        let failed = try await answer(function, event("GET", "/queries/joined", query: "except=zero"))
        #expect(failed.statusCode == 503)
        #expect(failed.body?.contains("127.0.0.1") == false)
        let log = try await function.end()
        #expect(log.contains("127.0.0.1:\(port)"))
    }

    @Test("A job that a queue sends writes Parquet to S3, which a query reads")
    func job() async throws {
        let aws = try await Moto.shared()
        let bucket = "jobs-\(UUID().uuidString.prefix(8).lowercased())"
        try await aws.createBucket(bucket)
        let change = DeployedFunction.Change(queries: [
            "export": """
            -- @job
            -- @param day DATE
            COPY (SELECT r.*, $day AS day FROM pg_replica.results AS r) TO 's3://\(bucket)/results.parquet' (FORMAT parquet)
            """,
            "exported": "SELECT count(*) AS n, max(day) AS day FROM read_parquet('s3://\(bucket)/*.parquet')",
        ])
        let function = try await DeployedFunction(change)
        let bodies = [#"{"query":"export","parameters":{"day":"2024-02-29"}}"#, #"{"query":"export"}"#]
        let records = bodies.enumerated().map { ["messageId": "m\($0)", "body": $1] }
        let batch = String(decoding: try JSONEncoder().encode(["Records": records]), as: UTF8.self)
        #expect(try await function.invoke(event: batch) == #"{"batchItemFailures":[{"itemIdentifier":"m1"}]}"#)
        #expect(try await function.invoke("exported") == #"[{"n":3,"day":"2024-02-29"}]"#)
        try await function.end()
    }

    @Test("Streamed, a large answer arrives whole, with status and headers in front")
    func streamed() async throws {
        var change = DeployedFunction.Change()
        // The emulator, unlike Lambda, takes no more than 6 MB of a streamed answer either.
        change.environment = ["DUCKDB_RESPONSE_MODE": "stream"]
        change.queries = ["wide": "SELECT i, repeat('x', 100) AS x FROM range(40000) t(i)"]
        let function = try await DeployedFunction(change)
        let text = try await function.invoke(event: event("GET", "/queries/wide"))
        #expect(text.utf8.count > 4_000_000)
        #expect(text.hasPrefix(#"{""#))
        #expect(text.contains(#""statusCode":200"#))
        #expect(text.hasSuffix("\"}]"))
        #expect(try await function.invoke("one") == #"[{"one":1}]"#)
        try await function.end()
    }

    @Test("Metrics are lines that CloudWatch understands, where they are asked for")
    func metrics() async throws {
        let function = try await DeployedFunction(.init(environment: ["DUCKDB_METRICS": "emf"]))
        _ = try await function.invoke("one")
        _ = try await function.failure("nope")
        let log = try await function.end()
        let lines = log.split(separator: "\n").filter { $0.contains("\"_aws\"") }
        #expect(lines.count == 2)
        let first = try #require(
            try lines.first.flatMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        )
        #expect(first["Query"] as? String == "one")
        #expect(first["ColdStarts"] as? Int == 1)
        #expect(first["Rows"] as? Int == 1)
        #expect((first["Duration"] as? Double ?? 0) > 0)
        let directive = try #require((first["_aws"] as? [String: Any])?["CloudWatchMetrics"] as? [[String: Any]])
        let names = try #require(directive.first?["Metrics"] as? [[String: String]]).compactMap { $0["Name"] }
        // Each of them is a member of the line.
        for name in names { #expect(first[name] is NSNumber) }
    }

    @Test("A header that cannot be read fails INIT with file, line and reason")
    func header() async throws {
        let function = try await DeployedFunction(.init(queries: ["bad": "-- @param x\nSELECT $x"]))
        let answer = try await function.invoke("one")
        let log = try await function.end(answers: answer)
        #expect(log.contains("bad.sql"))
        #expect(log.contains("line 1"))
    }
}
