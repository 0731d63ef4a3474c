import DuckDBClient
import DuckDBLambda
import Foundation
import LambdaRuntime
import NIOCore
import Testing

@Suite("Answers that are streamed")
struct StreamTests {
    private func served(isStreamed: Bool = true) throws -> ServedQueries {
        try ServedQueries([
            "numbers": "-- @param most INTEGER default=2\nSELECT i FROM range($most) t(i)",
            "bad": "SELECT CAST('x' AS INTEGER)",
            "late": "SELECT CASE WHEN i < 200000 THEN i ELSE CAST('x' || i AS BIGINT) END AS i FROM range(300000) t(i)",
            "endless":
                "SELECT i FROM range(50000) t(i) UNION ALL SELECT count(*) FROM range(1000000000) a, range(1000) b",
        ]) { $0.isStreamed = isStreamed }
    }

    /// Status and headers, and what follows the eight NUL bytes behind them.
    private func parts(_ response: CollectedResponse) throws -> (
        head: StreamingLambdaStatusAndHeadersResponse, body: Data
    ) {
        let bytes = Data(response.pieces.flatMap { Array($0.readableBytesView) })
        let end = try #require(bytes.firstRange(of: Data(count: 8)))
        let head = try JSONDecoder().decode(
            StreamingLambdaStatusAndHeadersResponse.self,
            from: bytes[..<end.lowerBound]
        )
        return (head, Data(bytes[end.upperBound...]))
    }

    @Test("Come in pieces that make the same whole")
    func pieces() async throws {
        let event = #"{"query": "numbers", "parameters": {"most": 50000}}"#
        let buffered = try await served(isStreamed: false).send(event: event)
        let streamed = try await served().send(event: event)
        #expect(buffered.pieces.count == 1)
        #expect(streamed.pieces.count > 5)
        #expect(streamed.text == buffered.text)
    }

    @Test("Over HTTP have status and headers in front, compressed too")
    func overHTTP() async throws {
        let served = try served()
        let plain = try parts(try await served.send(event: ServedQueries.event("GET", "/queries/numbers")))
        #expect(plain.head.statusCode == 200)
        #expect(plain.head.headers?["content-type"] == "application/json")
        #expect(String(decoding: plain.body, as: UTF8.self) == #"[{"i":0},{"i":1}]"#)
        let event = try ServedQueries.event(
            "POST",
            "/queries/numbers",
            headers: ["accept-encoding": "gzip"],
            body: #"{"most": 50000}"#
        )
        let response = try await served.send(event: event)
        #expect(response.hasCustomHeaders)
        let packed = try parts(response)
        #expect(packed.head.headers?["content-encoding"] == "gzip")
        let text = try Gunzip.text(packed.body)
        #expect(text.hasPrefix(#"[{"i":0},"#) && text.hasSuffix(#"{"i":49999}]"#))
    }

    @Test("To HEAD have no body")
    func head() async throws {
        let answer = try parts(try await served().send(event: ServedQueries.event("HEAD", "/queries/numbers")))
        #expect(answer.head.statusCode == 200)
        #expect(answer.body.isEmpty)
    }

    @Test("Have a status of their own when they fail before the first row", arguments: [("bad", 500), ("none", 404)])
    func early(query: String, status: Int) async throws {
        let answer = try parts(try await served().send(event: ServedQueries.event("GET", "/queries/\(query)")))
        #expect(answer.head.statusCode == status)
    }

    @Test("Break off when they fail later, with one head and no end")
    func late() async throws {
        let response = CollectedResponse()
        await #expect(throws: DuckDBError.self) {
            try await served().send(event: ServedQueries.event("GET", "/queries/late"), to: response)
        }
        #expect(!response.isFinished)
        #expect(response.text.components(separatedBy: String(repeating: "\0", count: 8)).count == 2)
        #expect(response.text.contains(#""statusCode":200"#))
    }

    @Test("Break off at the deadline, with one head and no end, and the next one is whole")
    func deadline() async throws {
        var served = try served()
        served.remaining = .milliseconds(1200)
        let response = CollectedResponse()
        await #expect(throws: DeadlineExceeded.self) {
            try await served.send(event: ServedQueries.event("GET", "/queries/endless"), to: response)
        }
        #expect(!response.isFinished)
        #expect(response.text.components(separatedBy: String(repeating: "\0", count: 8)).count == 2)
        served.remaining = .seconds(30)
        #expect(try await served.answer(#"{"query": "numbers"}"#) == #"[{"i":0},{"i":1}]"#)
    }
}
