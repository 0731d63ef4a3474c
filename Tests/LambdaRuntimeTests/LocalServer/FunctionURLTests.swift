import Foundation
import LambdaRuntime
import LocalServices
import NIOCore
import Testing

@Suite("The local server as a Function URL")
struct FunctionURLTests {
    /// Answers with the event itself, which has no status: the body of the answer.
    private let echo: @Sendable (ByteBuffer, Writer, LambdaContext) async throws -> Void = { event, writer, _ in
        try await writer.writeAndFinish(event)
    }

    private func answer(_ json: String) -> @Sendable (ByteBuffer, Writer, LambdaContext) async throws -> Void {
        { _, writer, _ in try await writer.writeAndFinish(ByteBuffer(string: json)) }
    }

    // MARK: Requests

    @Test("A page whose own name leads to this machine is not answered")
    func foreignName() async throws {
        try await withLocalServer(echo) { port in
            for (host, status) in [("evil.example:\(port)", 421), ("LOCALHOST:\(port)", 200), ("[::1]", 200)] {
                let answer = try await Curl.request(port, "/", "-H", "Host: \(host)")
                #expect(answer.status == status)
            }
        }
    }

    @Test("A request becomes an event of payload format 2.0")
    func event() async throws {
        try await withLocalServer(echo) { port in
            let answer = try await Curl.request(
                port,
                "/queries/a%20b?x=1&x=2&y=%C3%BC+z&flag",
                "-H",
                "X-Twice: a",
                "-H",
                "X-Twice: b",
                "-H",
                "Cookie: s=1; t=2",
                "-A",
                "test/1.0",
                "-X",
                "PUT"
            )
            #expect(answer.status == 200 && answer.values("content-type") == ["application/json"])
            let event = try JSONDecoder().decode(APIGatewayV2Request.self, from: answer.body)
            #expect(event.version == "2.0" && event.routeKey == "$default")
            #expect(event.rawPath == "/queries/a%20b")
            #expect(event.rawQueryString == "x=1&x=2&y=%C3%BC+z&flag")
            #expect(event.queryStringParameters == ["x": "1,2", "y": "ü z", "flag": ""])
            #expect(event.headers["x-twice"] == "a,b" && event.headers["host"] == "127.0.0.1:\(port)")
            #expect(event.headers["cookie"] == nil && event.cookies == ["s=1", "t=2"])
            #expect(event.headers["x-forwarded-for"] == "127.0.0.1")
            #expect(event.body == nil && !event.isBase64Encoded)
            #expect(event.context.http.method == "PUT" && event.context.http.path == "/queries/a%20b")
            #expect(event.context.http.userAgent == "test/1.0" && event.context.http.sourceIp == "127.0.0.1")
            #expect(event.context.domainName == "127.0.0.1")
            #expect(answer.values("x-amzn-requestid") == [event.context.requestId])
            let time = /\d\d\/[A-Z][a-z][a-z]\/\d{4}:\d\d:\d\d:\d\d \+0000/
            #expect(event.context.time.wholeMatch(of: time) != nil)
        }
    }

    @Test("A body is text where its type says so and it is, and Base64 otherwise")
    func bodies() async throws {
        let cases: [(type: String, body: Data, isText: Bool)] = [
            ("application/json", Data(#"{"a":"ü"}"#.utf8), true),
            ("text/csv; charset=utf-8", Data("a,b\n".utf8), true),
            ("application/problem+json", Data("{}".utf8), true),
            ("application/octet-stream", Data("text".utf8), false),
            ("application/x-www-form-urlencoded", Data("a=b".utf8), false),
            ("text/plain", Data([0xff, 0x00, 0xfe]), false),
        ]
        try await withLocalServer(echo) { port in
            for (type, body, isText) in cases {
                let answer = try await Curl.request(port, "/", "-H", "Content-Type: \(type)", input: body)
                let event = try JSONDecoder().decode(APIGatewayV2Request.self, from: answer.body)
                #expect(event.isBase64Encoded == !isText, "\(type)")
                let received =
                    isText ? event.body.map { Data($0.utf8) } : event.body.flatMap { Data(base64Encoded: $0) }
                #expect(received == body, "\(type)")
            }
        }
    }

    @Test("A request of 6 MB is taken, and one byte more is refused before the function sees it")
    func requestLimit() async throws {
        let limit = 6 * 1024 * 1024
        try await withLocalServer({ event, writer, _ in
            try await writer.writeAndFinish(ByteBuffer(string: "\(event.readableBytes)"))
        }) { port in
            let type = "Content-Type: text/plain"
            let most = try await Curl.request(port, "/", "-H", type, input: Data(repeating: 0x61, count: limit))
            #expect(most.status == 200 && Int(most.text) ?? 0 > limit)
            let more = try await Curl.request(port, "/", "-H", type, input: Data(repeating: 0x61, count: limit + 1))
            #expect(more.status == 413)
        }
    }

    // MARK: Answers

    @Test("An object with a status is an HTTP answer")
    func status() async throws {
        let json = """
            {"statusCode":201,"headers":{"X-Own":"yes","Content-Type":"text/plain"},"cookies":["a=1","b=2; HttpOnly"],\
            "body":"made"}
            """
        try await withLocalServer(answer(json)) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 201 && answer.text == "made")
            #expect(answer.values("x-own") == ["yes"] && answer.values("content-type") == ["text/plain"])
            #expect(answer.values("set-cookie") == ["a=1", "b=2; HttpOnly"])
        }
    }

    @Test("A body in Base64 is decoded")
    func base64() async throws {
        try await withLocalServer(answer(#"{"statusCode":200,"body":"/wD+","isBase64Encoded":true}"#)) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.body == Data([0xff, 0x00, 0xfe]))
        }
    }

    @Test("JSON without a status is the body", arguments: [#""text""#, "[1,2]", "null", #"{"body":"b"}"#, " 7"])
    func noStatus(json: String) async throws {
        try await withLocalServer(answer(json)) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 200 && answer.text == json)
            #expect(answer.values("content-type") == ["application/json"])
        }
    }

    @Test(
        "What is no answer is an error of the server",
        arguments: [
            "not JSON", "", #"{"statusCode":"many"}"#, #"{"statusCode":99}"#, #"{"statusCode":200,"body":{"a":1}}"#,
            #"{"statusCode":200,"body":"%","isBase64Encoded":true}"#,
            #"{"statusCode":200,"headers":{"X-Own":"a\r\nX-Other: b"}}"#,
            #"{"statusCode":200,"headers":{"X Own":"a"}}"#,
            #"{"statusCode":200,"cookies":["a=1\nb"]}"#,
        ]
    )
    func invalid(response: String) async throws {
        try await withLocalServer(answer(response)) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 502 && answer.text == #"{"message":"Internal Server Error"}"#)
        }
    }

    @Test("A function that fails is an error of the server, without what it said, and serves the next request")
    func failure() async throws {
        try await withLocalServer({ event, writer, _ in
            guard String(buffer: event).contains(#""rawPath":"/fail""#) else {
                return try await writer.writeAndFinish(event)
            }
            throw OrderFailure("a planted detail")
        }) { port in
            let answer = try await Curl.request(port, "/fail")
            #expect(answer.status == 502 && answer.text == #"{"message":"Internal Server Error"}"#)
            #expect(try await Curl.request(port, "/").status == 200)
        }
    }

    @Test("An answer above 6 MB is an error of the server")
    func answerLimit() async throws {
        try await withLocalServer({ event, writer, _ in
            let count = String(buffer: event).contains("/most") ? 6_291_554 : 6_291_555
            try await writer.writeAndFinish(ByteBuffer(string: "\"" + String(repeating: "x", count: count) + "\""))
        }) { port in
            let most = try await Curl.request(port, "/most")
            #expect(most.status == 200 && most.body.count == 6_291_556)
            #expect(try await Curl.request(port, "/more").status == 502)
        }
    }

    @Test("HEAD has the head of an answer, and the connection goes on", arguments: [true, false])
    func head(streamed: Bool) async throws {
        try await withLocalServer({ event, writer, _ in
            guard streamed else { return try await writer.writeAndFinish(ByteBuffer(string: #""answer""#)) }
            try await writer.write(ByteBuffer(string: "answer"))
            try await writer.finish()
        }) { port in
            let answer = try await Curl.request(port, "/", "-I")
            #expect(answer.status == 200 && answer.body.isEmpty && answer.exitCode == 0)
            #expect(answer.values("content-length") == (streamed ? [] : ["8"]))
            #expect(answer.values("transfer-encoding") == [])
            let both = try await Curl.request(port, "/", "-I", "http://127.0.0.1:\(port)/")
            #expect(both.exitCode == 0 && !both.values("connection").contains("close"))
        }
    }

    @Test("Any method reaches the function", arguments: ["OPTIONS", "DELETE", "PATCH", "PROPFIND"])
    func methods(method: String) async throws {
        try await withLocalServer(echo) { port in
            let answer = try await Curl.request(port, "/", "-X", method)
            let event = try JSONDecoder().decode(APIGatewayV2Request.self, from: answer.body)
            #expect(event.context.http.method == method)
        }
    }

    @Test("A client of HTTP/1.0 gets what is sent, up to the end of the connection", arguments: [true, false])
    func oldClient(streamed: Bool) async throws {
        try await withLocalServer({ _, writer, _ in
            if streamed { try await writer.write(ByteBuffer(string: "[1,")) }
            try await writer.writeAndFinish(ByteBuffer(string: streamed ? "2]" : "[1,2]"))
        }) { port in
            let answer = try await HTTP.get(port: port, path: "/")
            #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self) == "[1,2]")
        }
    }

    @Test("A request that is not HTTP is refused, and the next client is served")
    func notHTTP() async throws {
        try await withLocalServer(echo) { port in
            let client = try await FirstBytes.request(port, "/ HTTP/1.1\r\nno header\r\n\r\n")
            #expect(try await client.next(containing: "400 Bad Request"))
            client.close()
            #expect(try await Curl.request(port, "/").status == 200)
        }
    }

    @Test("Two requests over one connection are answered in order")
    func keepAlive() async throws {
        try await withLocalServer(echo) { port in
            let answer = try await Curl.request(port, "/a", "http://127.0.0.1:\(port)/b")
            #expect(answer.exitCode == 0 && answer.text.contains(#""rawPath":"/a""#))
            #expect(answer.text.contains(#""rawPath":"/b""#))
            #expect(!answer.values("connection").contains("close"))
        }
    }
}
