public import Foundation

/// The least of HTTP over loopback: one request a connection, blocking on a thread of its own.
///
/// Tests of HTTP servers need to see the answer as it is, without a client's pool, retries or proxies.
public enum HTTP {
    /// An answer.
    public struct Response: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The lines of the headers, by their names in lower case.
        public let headers: [String: String]
        /// The body, all of it.
        public let body: Data
        /// From before the connection to the last byte.
        public let milliseconds: Double
    }

    /// Posts a body to a port of 127.0.0.1 and reads the answer to its end; of HTTP 1.1, one that is not chunked.
    public static func post(
        _ body: Data,
        toPort port: Int,
        path: String,
        headers: [String: String] = [:],
        version: String = "1.0"
    ) async throws -> Response {
        try await exchange("POST", headers, body, port, path, version)
    }

    /// Gets what is at a path of a port of 127.0.0.1.
    public static func get(port: Int, path: String, headers: [String: String] = [:]) async throws -> Response {
        try await exchange("GET", headers, Data(), port, path, "1.0")
    }

    private static func exchange(
        _ method: String,
        _ headers: [String: String],
        _ body: Data,
        _ port: Int,
        _ path: String,
        _ version: String
    ) async throws -> Response {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchangeNow(method, headers, body, port, path, version) })
            }
        }
    }

    private static func exchangeNow(
        _ method: String,
        _ headers: [String: String],
        _ body: Data,
        _ port: Int,
        _ path: String,
        _ version: String
    ) throws -> Response {
        let clock = ContinuousClock()
        let begin = clock.now
        let socket = try LoopbackSocket(connectedTo: port)
        let fixed = ["Host": "127.0.0.1:\(port)", "Content-Length": "\(body.count)", "Connection": "close"]
        let lines = headers.merging(fixed) { own, _ in own }.map { "\($0): \($1)\r\n" }.joined()
        let head = "\(method) \(path) HTTP/\(version)\r\n\(lines)\r\n"
        try socket.send(Data(head.utf8) + body)
        // A server of 1.1 may keep the connection open, whatever it is asked for.
        let answer = version == "1.0" ? try socket.receiveAll() : try socket.receiveAll(until: isWhole)
        let elapsed = (clock.now - begin) / .milliseconds(1)

        let separator = Data("\r\n\r\n".utf8)
        guard
            let end = answer.range(of: separator),
            let status = Int(String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(separator: " ")[1])
        else {
            throw ServiceError(.system, "127.0.0.1:\(port)\(path) answered \(answer.count) bytes that are not HTTP")
        }
        return Response(
            status: status,
            headers: Self.headers(String(decoding: answer[..<end.lowerBound], as: UTF8.self)),
            body: Data(answer[end.upperBound...]),
            milliseconds: elapsed
        )
    }

    /// Whether all of the body is there that the headers tell of.
    private static func isWhole(_ answer: Data) -> Bool {
        guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let length = headers(String(decoding: answer[..<end.lowerBound], as: UTF8.self))["content-length"].flatMap {
            Int($0)
        }
        return length.map { answer.count - end.upperBound >= $0 } ?? false
    }

    private static func headers(_ head: String) -> [String: String] {
        let lines = head.split(separator: "\r\n").dropFirst().map { $0.split(separator: ":", maxSplits: 1) }
        let pairs = lines.map { ($0[0].lowercased(), ($0.last ?? "").trimmingCharacters(in: .whitespaces)) }
        return Dictionary(pairs) { "\($0), \($1)" }
    }
}
