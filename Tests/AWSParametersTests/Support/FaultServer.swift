import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on 127.0.0.1 that answers as a script says and notes what it was asked.
final class FaultServer: Sendable {
    /// What to do with one request.
    enum Step: Sendable {
        /// A whole answer.
        case answer(Int, String, headers: [String: String] = [:])
        /// These bytes as they are, then silence.
        case raw(String)
        /// These bytes as they are, then the end of the connection.
        case rawThenClose(String)
        /// Silence.
        case stall
        /// A TCP reset.
        case reset
    }

    /// One request as it came.
    struct Request: Sendable {
        let line: String
        /// The headers by their lower-case names.
        let headers: [String: String]
        let body: String
    }

    private let channel: any Channel
    private let script: Script

    /// Runs a server while `body` runs; when the script is at its end, the last step is repeated.
    static func run<Result>(
        _ steps: [Step],
        _ body: (FaultServer) async throws -> Result
    ) async throws -> Result {
        let left = Mutex(steps)
        return try await run(
            answering: { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? .stall } },
            body
        )
    }

    /// Runs a server while `body` runs, which decides by the request.
    static func run<Result>(
        answering answer: @escaping @Sendable (Request) -> Step,
        _ body: (FaultServer) async throws -> Result
    ) async throws -> Result {
        let server = try await FaultServer(Script(answer))
        do {
            let result = try await body(server)
            try await server.channel.close()
            return result
        } catch {
            try await server.channel.close()
            throw error
        }
    }

    private init(_ script: Script) async throws {
        self.script = script
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    script.noteConnection()
                    try channel.pipeline.syncOperations.addHandler(FaultHandler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    /// Its address.
    var endpoint: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    /// The requests so far.
    var requests: [Request] { script.requests }

    /// How many connections have been made, with or without a request.
    var connectionCount: Int { script.connectionCount }

    /// Waits for the first request.
    func firstRequest() async {
        for await _ in script.arrivals { return }
    }
}

/// What to do and the requests so far, shared by the connections.
private final class Script: Sendable {
    private let answer: @Sendable (FaultServer.Request) -> FaultServer.Step
    private let log = Mutex<[FaultServer.Request]>([])
    private let connections = Mutex(0)
    private let arrival: AsyncStream<Void>.Continuation
    let arrivals: AsyncStream<Void>

    init(_ answer: @escaping @Sendable (FaultServer.Request) -> FaultServer.Step) {
        self.answer = answer
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    var requests: [FaultServer.Request] { log.withLock { $0 } }
    var connectionCount: Int { connections.withLock { $0 } }

    func noteConnection() {
        connections.withLock { $0 += 1 }
    }

    func step(for request: FaultServer.Request) -> FaultServer.Step {
        defer { arrival.yield() }
        log.withLock { $0.append(request) }
        return answer(request)
    }
}

/// Reads one request of a connection and does what the script says.
private final class FaultHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private var received = ""

    init(_ script: Script) {
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard let request = FaultServer.Request(received) else { return }
        received = ""
        perform(script.step(for: request), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func perform(_ step: FaultServer.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .answer(let status, let body, let headers):
            let fields = headers.map { "\($0): \($1)\r\n" }.joined()
            write("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)", context)
        case .raw(let text):
            write(text, context)
        case .rawThenClose(let text):
            write(text, context)
            context.close(promise: nil)
        case .stall:
            break
        case .reset:
            let abort = linger(l_onoff: 1, l_linger: 0)
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(abort)
            context.close(promise: nil)
        }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

extension FaultServer.Request {
    /// Nil while the text is not yet a whole request.
    fileprivate init?(_ text: String) {
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        line = lines.removeFirst()
        headers = Dictionary(
            lines.map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (parts[0].lowercased(), parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
            },
            uniquingKeysWith: { "\($0),\($1)" }
        )
        body = String(text[end.upperBound...])
        guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    }
}
