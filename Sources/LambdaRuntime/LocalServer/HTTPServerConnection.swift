internal import NIOCore
internal import NIOHTTP1

/// One connection of an HTTP/1.1 server: requests are read one after the other, and answered in between.
///
/// It is used by the one task that serves the connection.
struct HTTPServerConnection {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
    typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    /// A piece of the body of a request.
    enum BodyPart {
        case bytes(ByteBuffer)
        case end(trailers: HTTPHeaders?)
    }

    let peer: SocketAddress?
    /// Breaks the connection: whatever waits for it throws.
    let abort: @Sendable () -> Void
    private let outbound: Outbound
    private var sendsBody = true
    private var inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator

    /// Serves a connection until the body returns or throws, and closes it then.
    static func serve(
        _ channel: Channel,
        _ body: (inout HTTPServerConnection) async throws -> Void
    ) async throws {
        try await channel.executeThenClose { inbound, outbound in
            var connection = HTTPServerConnection(
                peer: channel.channel.remoteAddress,
                abort: { [channel = channel.channel] in channel.close(promise: nil) },
                outbound: outbound,
                inbound: inbound.makeAsyncIterator()
            )
            try await body(&connection)
        }
    }

    // MARK: Requests

    /// The head of the next request; `nil` when the client has closed the connection.
    mutating func nextHead() async throws -> HTTPRequestHead? {
        while let part = try await inbound.next(isolation: #isolation) {
            guard case .head(let head) = part else { continue }
            if head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
                try await outbound.write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
            }
            return head
        }
        return nil
    }

    /// The next piece of the body of the request.
    mutating func nextBodyPart() async throws -> BodyPart {
        switch try await inbound.next(isolation: #isolation) {
        case .body(let bytes): .bytes(bytes)
        case .end(let trailers): .end(trailers: trailers)
        case .head, nil: throw ChannelError.inputClosed
        }
    }

    /// The whole body of the request.
    ///
    /// - Returns: The body; `nil` when it is longer than the limit. It is read to its end then too, because a client that
    ///   is still sending does not read the answer.
    mutating func body(limit: Int) async throws -> ByteBuffer? {
        var body = ByteBuffer()
        var length = 0
        while case .bytes(var bytes) = try await nextBodyPart() {
            length += bytes.readableBytes
            if length <= limit { body.writeBuffer(&bytes) }
        }
        return length <= limit ? body : nil
    }

    // MARK: Answers

    /// Sends an answer with a body of known length.
    mutating func send(
        _ status: HTTPResponseStatus,
        _ headers: HTTPHeaders = [:],
        _ body: ByteBuffer = ByteBuffer(),
        to request: HTTPRequestHead
    ) async throws {
        var headers = headers
        headers.replaceOrAdd(name: "Content-Length", value: "\(body.readableBytes)")
        try await begin(status, headers, to: request)
        try await write(body)
        try await end()
    }

    /// Sends an answer of JSON.
    mutating func send(_ status: HTTPResponseStatus, json: String, to request: HTTPRequestHead) async throws {
        try await send(status, ["Content-Type": "application/json"], ByteBuffer(string: json), to: request)
    }

    /// Sends the head of an answer; without a length its body is sent in chunks.
    mutating func begin(
        _ status: HTTPResponseStatus,
        _ headers: HTTPHeaders,
        to request: HTTPRequestHead
    ) async throws {
        var headers = headers
        if !request.isKeepAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
        sendsBody = request.method != .HEAD && status.mayHaveResponseBody
        if !status.mayHaveResponseBody { headers.remove(name: "Content-Length") }
        if sendsBody, !headers.contains(name: "Content-Length"), request.version == .http1_1 {
            headers.add(name: "Transfer-Encoding", value: "chunked")
        }
        try await outbound.write(.head(HTTPResponseHead(version: request.version, status: status, headers: headers)))
    }

    /// Sends a piece of the body, unless the answer is one that has none.
    func write(_ bytes: ByteBuffer) async throws {
        guard sendsBody, bytes.readableBytes > 0 else { return }
        try await outbound.write(.body(.byteBuffer(bytes)))
    }

    /// Ends the answer; without this the client sees that it is not whole.
    func end() async throws {
        try await outbound.write(.end(nil))
    }
}
