public import Foundation

/// The least of HTTP/1.0 over loopback: one request a connection, blocking on a thread of its own.
///
/// Tests of HTTP servers need to see the answer as it is, without a client's pool, retries or proxies.
public enum HTTP {
    /// An answer.
    public struct Response: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The body, all of it.
        public let body: Data
        /// From before the connection to the last byte.
        public let milliseconds: Double
    }

    /// Posts a body to a port of 127.0.0.1 and reads the answer to its end.
    public static func post(_ body: Data, toPort port: Int, path: String) async throws -> Response {
        try await exchange("POST", body, port, path)
    }

    /// Gets what is at a path of a port of 127.0.0.1.
    public static func get(port: Int, path: String) async throws -> Response {
        try await exchange("GET", Data(), port, path)
    }

    private static func exchange(_ method: String, _ body: Data, _ port: Int, _ path: String) async throws -> Response {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchangeNow(method, body, port, path) })
            }
        }
    }

    private static func exchangeNow(
        _ method: String,
        _ body: Data,
        _ port: Int,
        _ path: String
    ) throws -> Response {
        let clock = ContinuousClock()
        let begin = clock.now
        let socket = try LoopbackSocket(connectedTo: port)
        let head = "\(method) \(path) HTTP/1.0\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: \(body.count)\r\n\r\n"
        try socket.send(Data(head.utf8) + body)
        let answer = try socket.receiveAll()
        let elapsed = (clock.now - begin) / .milliseconds(1)

        let separator = Data("\r\n\r\n".utf8)
        guard
            let end = answer.range(of: separator),
            let status = Int(String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(separator: " ")[1])
        else {
            throw ServiceError(.system, "127.0.0.1:\(port)\(path) answered \(answer.count) bytes that are not HTTP")
        }
        return Response(status: status, body: Data(answer[end.upperBound...]), milliseconds: elapsed)
    }
}
