import DuckDBClient
import DuckDBLambda
import Foundation
import LambdaRuntime
import Testing

@Suite("The forms of an event that a handler of queries takes")
struct EventTests {
    private func served(_ change: (inout QuerySettings) -> Void = { _ in }) throws -> ServedQueries {
        try ServedQueries(
            [
                "numbers": "-- @param most INTEGER default=2\nSELECT i FROM range($most) t(i)",
                "note": "-- @job\n-- @param v INTEGER\nINSERT INTO notes SELECT $v",
                "prepare": "-- @job\nCREATE TABLE notes (v INTEGER)",
                "notes": "SELECT list(v ORDER BY v) AS v FROM notes",
                "bad": "SELECT CAST('x' AS INTEGER)",
                "late":
                    "SELECT CASE WHEN i < 200000 THEN i ELSE CAST('x' || i AS BIGINT) END AS i FROM range(300000) t(i)",
            ],
            change
        )
    }

    @Test("A direct request, with format")
    func direct() async throws {
        let served = try served()
        #expect(try await served.answer(#"{"query": "numbers"}"#) == #"[{"i":0},{"i":1}]"#)
        #expect(try await served.answer(#"{"query": "numbers", "format": "ndjson"}"#) == "{\"i\":0}\n{\"i\":1}\n")
        let error = await #expect(throws: QueryRequestError.self) {
            try await served.answer(#"{"query": "numbers", "format": "xml"}"#)
        }
        #expect(error?.field == "format")
    }

    @Test("An EventBridge event, whose detail is the request")
    func eventBridge() async throws {
        let event = #"{"version": "0", "detail-type": "nightly", "source": "me", "detail": {"query": "numbers"}}"#
        #expect(try await served().answer(event) == #"[{"i":0},{"i":1}]"#)
    }

    @Test("An SQS batch: the messages that failed are named, the others are done")
    func messages() async throws {
        let served = try served()
        _ = try await served.answer(#"{"query": "prepare"}"#)
        let bodies = [
            #"{"query": "note", "parameters": {"v": 1}}"#, #"{"query": "none"}"#, "no JSON", #"{"query": "bad"}"#,
            #"{"query": "note", "parameters": {"v": 2}}"#,
        ]
        let records = bodies.enumerated().map { ["messageId": "m\($0)", "body": $1, "eventSource": "aws:sqs"] }
        let event = String(decoding: try JSONEncoder().encode(["Records": records]), as: UTF8.self)
        let answer = try await served.answer(event)
        let failures = try JSONDecoder().decode([String: [[String: String]]].self, from: Data(answer.utf8))
        #expect(failures["batchItemFailures"]?.compactMap { $0["itemIdentifier"] } == ["m1", "m2", "m3"])
        #expect(try await served.answer(#"{"query": "notes"}"#) == #"[{"v":[1,2]}]"#)
    }

    @Test(
        "Anything else is refused with the forms there are",
        arguments: [
            "", "[]", "1", "{}", #"{"query": 1}"#, #"{"query": "a", "sql": "b"}"#,
            #"{"httpMethod": "GET", "path": "/"}"#,
            #"{"Records": [{"s3": {}}]}"#, #"{"detail-type": "x", "detail": 1}"#,
        ]
    )
    func refused(event: String) async throws {
        let served = try served()
        let error = await #expect(throws: QueryRequestError.self) { try await served.answer(event) }
        #expect(error?.code == .invalidEvent)
        #expect(try await served.answer(#"{"query": "numbers"}"#) == #"[{"i":0},{"i":1}]"#)
    }

    @Test("Streamed answers come in pieces that make the same whole")
    func streamed() async throws {
        let buffered = try await served().send(event: #"{"query": "numbers", "parameters": {"most": 50000}}"#)
        let streamed = try await served { $0.isStreamed = true }
            .send(event: #"{"query": "numbers", "parameters": {"most": 50000}}"#)
        #expect(buffered.pieces.count == 1)
        #expect(streamed.pieces.count > 5)
        #expect(streamed.isFinished)
        #expect(streamed.text == buffered.text)
    }

    @Test(
        "An HTTP answer that is streamed has status and headers in front, and an error before the first row a status of its own"
    )
    func streamedHTTP() async throws {
        let served = try served { $0.isStreamed = true }
        let event = { (path: String) in
            #"{"version":"2.0","routeKey":"$default","rawPath":"\#(path)","rawQueryString":"","headers":{},"isBase64Encoded":false,"#
                + #""requestContext":{"accountId":"a","apiId":"b","domainName":"c","requestId":"d","stage":"$default","time":"","#
                + #""timeEpoch":0,"http":{"method":"GET","path":"\#(path)","protocol":"HTTP/1.1","sourceIp":"","userAgent":""}}}"#
        }
        let response = try await served.send(event: event("/queries/numbers"))
        #expect(response.hasCustomHeaders)
        let parts = response.text.components(separatedBy: String(repeating: "\0", count: 8))
        #expect(parts.count == 2)
        let head = try JSONDecoder().decode(StreamingLambdaStatusAndHeadersResponse.self, from: Data(parts[0].utf8))
        #expect(head.statusCode == 200)
        #expect(head.headers?["content-type"] == "application/json")
        #expect(parts.last == #"[{"i":0},{"i":1}]"#)
        #expect(try await served.answer(event("/queries/bad")).contains(#""statusCode":500"#))
        #expect(try await served.answer(event("/queries/none")).contains(#""statusCode":404"#))
        // After the first piece there is no status left to say it with: the invocation fails.
        await #expect(throws: DuckDBError.self) { try await served.answer(event("/queries/late")) }
    }
}
