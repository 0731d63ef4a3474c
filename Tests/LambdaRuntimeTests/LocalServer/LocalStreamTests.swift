import Foundation
import LambdaRuntime
import NIOCore
import Testing

@Suite("Streams of the local server")
struct LocalStreamTests {
    @Test("A stream arrives in chunks, with the status and the headers it begins with")
    func stream() async throws {
        try await withLocalServer({ _, writer, _ in
            let head = StreamingLambdaStatusAndHeadersResponse(
                statusCode: 203,
                headers: ["Content-Type": "text/csv", "Content-Length": "1"],
                cookies: ["a=1"]
            )
            try await writer.writeStatusAndHeaders(head)
            for piece in ["a,", "b\n"] { try await writer.write(ByteBuffer(string: piece)) }
            try await writer.finish()
        }) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.exitCode == 0 && answer.status == 203 && answer.text == "a,b\n")
            #expect(answer.values("content-type") == ["text/csv"] && answer.values("set-cookie") == ["a=1"])
            #expect(answer.values("transfer-encoding") == ["chunked"] && answer.values("content-length") == [])
        }
    }

    @Test("A status and headers may come in pieces, and the body right behind them")
    func preludeInPieces() async throws {
        try await withLocalServer({ _, writer, _ in
            let bytes = Array(#"{"statusCode":202}"#.utf8) + [UInt8](repeating: 0, count: 8) + Array("body".utf8)
            for byte in bytes { try await writer.write(ByteBuffer(bytes: [byte]), hasCustomHeaders: true) }
            try await writer.finish()
        }) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 202 && answer.text == "body")
        }
    }

    @Test("A stream without a status is bytes")
    func bytes() async throws {
        try await withLocalServer({ _, writer, _ in
            try await writer.write(ByteBuffer(bytes: [0, 1]))
            try await writer.writeAndFinish(ByteBuffer(bytes: [2]))
        }) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 200 && answer.body == Data([0, 1, 2]))
            #expect(answer.values("content-type") == ["application/octet-stream"])
        }
    }

    @Test(
        "A head that is none is an error of the server",
        arguments: [
            "{}", "no JSON", #"{"statusCode":7}"#, #"{"statusCode":200,"headers":{"X-Own":"a\r\nX-Other: b"}}"#,
        ]
    )
    func invalidPrelude(head: String) async throws {
        try await withLocalServer({ _, writer, _ in
            let bytes = Array(head.utf8) + [UInt8](repeating: 0, count: 8)
            try await writer.write(ByteBuffer(bytes: bytes), hasCustomHeaders: true)
            try await writer.finish()
        }) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.status == 502)
        }
    }

    @Test("The first piece is with the client before the last is written")
    func pieceByPiece() async throws {
        let seen = Gate()
        try await withLocalServer({ _, writer, _ in
            try await writer.write(ByteBuffer(string: "first"))
            await seen.wait()
            try await writer.writeAndFinish(ByteBuffer(string: " last"))
        }) { port in
            let client = try await FirstBytes.request(port, "/")
            #expect(try await client.next(containing: "first"))
            seen.open()
            #expect(try await client.next(containing: " last"))
        }
    }

    @Test("A failure in the middle of a stream breaks the connection", arguments: [true, false])
    func brokenStream(isHTTP: Bool) async throws {
        try await withLocalServer({ event, writer, _ in
            guard !String(buffer: event).contains("/next") else { return try await writer.writeAndFinish(event) }
            if isHTTP {
                try await writer.writeStatusAndHeaders(StreamingLambdaStatusAndHeadersResponse(statusCode: 200))
            }
            try await writer.write(ByteBuffer(string: "partial"))
            throw OrderFailure()
        }) { port in
            let answer = try await Curl.request(port, "/")
            // Of a transfer that ended before it was whole.
            #expect(answer.exitCode == 18 && answer.status == 200 && answer.text == "partial")
            #expect(try await Curl.request(port, "/next").status == 200)
        }
    }

    @Test("A large stream arrives whole")
    func large() async throws {
        let piece = ByteBuffer(repeating: 0x78, count: 1 << 20)
        try await withLocalServer({ _, writer, _ in
            for _ in 0..<20 { try await writer.write(piece) }
            try await writer.finish()
        }) { port in
            let answer = try await Curl.request(port, "/")
            #expect(answer.exitCode == 0 && answer.body.count == 20 << 20)
        }
    }

    @Test("A client that goes away costs its own answer alone")
    func clientGone() async throws {
        let (ended, gone) = (Gate(), Gate())
        try await withLocalServer({ event, writer, _ in
            guard !String(buffer: event).contains("/next") else { return try await writer.writeAndFinish(event) }
            try await writer.write(ByteBuffer(string: "first"))
            await gone.wait()
            for _ in 0..<64 { try await writer.write(ByteBuffer(repeating: 0x78, count: 1 << 20)) }
            try await writer.finish()
            ended.open()
        }) { port in
            let client = try await FirstBytes.request(port, "/")
            #expect(try await client.next(containing: "first"))
            client.close()
            gone.open()
            await ended.wait()
            #expect(try await Curl.request(port, "/next").status == 200)
        }
    }

    @Test("A client that reads nothing is left behind after the time-out, and the next one served")
    func clientThatDoesNotRead() async throws {
        try await withLocalServer(
            timeout: .seconds(1),
            { event, writer, _ in
                guard !String(buffer: event).contains("/next") else { return try await writer.writeAndFinish(event) }
                for _ in 0..<64 { try await writer.write(ByteBuffer(repeating: 0x78, count: 1 << 20)) }
                try await writer.finish()
            }
        ) { port in
            let client = try await FirstBytes.request(port, "/", reads: false)
            #expect(try await Curl.request(port, "/next").status == 200)
            client.close()
        }
    }
}
