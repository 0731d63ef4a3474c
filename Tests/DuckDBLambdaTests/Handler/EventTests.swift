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

    @Test("A misspelt part of a request is refused by its name")
    func misspelt() async throws {
        let error = await #expect(throws: QueryRequestError.self) {
            try await served().answer(#"{"query": "numbers", "params": {"most": 1}}"#)
        }
        #expect(error?.field == "params")
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

    @Test("Of a queue that keeps the order, what follows a failure is left for the next delivery")
    func orderedMessages() async throws {
        let served = try served()
        _ = try await served.answer(#"{"query": "prepare"}"#)
        let bodies = [
            #"{"query": "note", "parameters": {"v": 1}}"#, #"{"query": "bad"}"#,
            #"{"query": "note", "parameters": {"v": 2}}"#,
        ]
        let records = bodies.enumerated().map { number, body in
            ["messageId": "m\(number)", "body": body, "eventSourceARN": "arn:aws:sqs:eu-central-1:1:queue.fifo"]
        }
        let answer = try await served.answer(
            String(decoding: JSONEncoder().encode(["Records": records]), as: UTF8.self)
        )
        #expect(answer == #"{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m2"}]}"#)
        #expect(try await served.answer(#"{"query": "notes"}"#) == #"[{"v":[1]}]"#)
    }

    @Test("A message for which there is no time left is not begun")
    func lateMessages() async throws {
        var served = try served()
        _ = try await served.answer(#"{"query": "prepare"}"#)
        served.remaining = .milliseconds(400)
        let records = [["messageId": "m0", "body": #"{"query": "note", "parameters": {"v": 1}}"#]]
        let answer = try await served.answer(
            String(decoding: JSONEncoder().encode(["Records": records]), as: UTF8.self)
        )
        #expect(answer == #"{"batchItemFailures":[{"itemIdentifier":"m0"}]}"#)
        served.remaining = .seconds(30)
        #expect(try await served.answer(#"{"query": "notes"}"#) == #"[{"v":null}]"#)
    }

    @Test("A message that asks for a link, which nobody would get, is one that failed")
    func messageWithLink() async throws {
        let records = [["messageId": "m0", "body": #"{"query": "numbers", "delivery": "link"}"#]]
        let answer = try await served().answer(
            String(decoding: JSONEncoder().encode(["Records": records]), as: UTF8.self)
        )
        #expect(answer == #"{"batchItemFailures":[{"itemIdentifier":"m0"}]}"#)
    }
}
