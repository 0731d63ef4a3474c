import BenchmarkSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Lambda's Runtime API on 127.0.0.1 for one runtime: it sends events, and says when each answer was complete.
final class RuntimeAPIServer: Sendable {
    /// What came back for one event.
    struct Answer: Sendable {
        /// From the event's sending until the last byte of the answer was there.
        var nanoseconds: Int64 = 0
        var byteCount = 0
        /// The first kilobytes.
        var beginning = ByteBuffer()
    }

    private struct State {
        var channel: (any Channel)?
        /// Where the runtime waits for its next event.
        var poll: NIOLoopBound<ChannelHandlerContext>?
        var events: [ByteBuffer] = []
        var answers: [Answer] = []
        var promise: EventLoopPromise<[Answer]>?
        var expected = 0
    }

    private let state = Mutex(State())
    private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// Listens on a free port.
    func start() async throws -> Int {
        let channel = try await ServerBootstrap(group: eventLoop)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(RuntimeAPIHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        state.withLock { $0.channel = channel }
        return channel.localAddress?.port ?? 0
    }

    /// Sends an event so many times, each as soon as the runtime asks for it, and returns the answers.
    func invoke(_ event: String, count: Int = 1) async throws -> [Answer] {
        let promise = eventLoop.makePromise(of: [Answer].self)
        let poll = state.withLock { state in
            state.events = Array(repeating: ByteBuffer(string: event), count: count)
            state.answers = []
            state.expected = count
            state.promise = promise
            return state.poll.take()
        }
        if let poll { eventLoop.execute { self.next(poll.value) } }
        return try await promise.futureResult.get()
    }

    /// The runtime asks for an event, in the server's own loop.
    fileprivate func next(_ context: ChannelHandlerContext) {
        let poll = NIOLoopBound(context, eventLoop: context.eventLoop)
        let event = state.withLock { state -> ByteBuffer? in
            guard !state.events.isEmpty else {
                state.poll = poll
                return nil
            }
            return state.events.removeLast()
        }
        guard let event else { return }
        (try? context.pipeline.syncOperations.handler(type: RuntimeAPIHandler.self))?.send(event, context)
    }

    fileprivate func complete(_ answer: Answer) {
        let done = state.withLock { state -> (EventLoopPromise<[Answer]>, [Answer])? in
            state.answers.append(answer)
            guard state.answers.count == state.expected, let promise = state.promise.take() else { return nil }
            return (promise, state.answers)
        }
        done?.0.succeed(done?.1 ?? [])
    }

    fileprivate func fail(_ text: String) {
        state.withLock { $0.promise.take() }?.fail(BenchmarkError(text))
    }
}

private final class RuntimeAPIHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let beginning = 4096
    private let server: RuntimeAPIServer
    private var path = ""
    private var answer = RuntimeAPIServer.Answer()
    private var sent: Int64 = 0

    init(_ server: RuntimeAPIServer) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            path = head.uri
            answer = RuntimeAPIServer.Answer()
        case .body(let part):
            answer.byteCount += part.readableBytes
            if answer.beginning.readableBytes < Self.beginning { answer.beginning.writeImmutableBuffer(part) }
        case .end: end(context)
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        if path.hasSuffix("/next") { return server.next(context) }
        answer.nanoseconds = Clock.now - sent
        respond(.accepted, [:], ByteBuffer(string: "{}"), context)
        if path.hasSuffix("/response") {
            server.complete(answer)
        } else {
            server.fail("The runtime reported a failure: \(String(buffer: answer.beginning))")
        }
    }

    /// Answers the request for the next event, from when on its answer is waited for.
    func send(_ event: ByteBuffer, _ context: ChannelHandlerContext) {
        let headers: HTTPHeaders = [
            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "Lambda-Runtime-Deadline-Ms": "4102444800000",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-central-1:123456789012:function:bench",
            "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0",
            "Content-Type": "application/json",
        ]
        sent = Clock.now
        respond(.ok, headers, event, context)
    }

    private func respond(
        _ status: HTTPResponseStatus,
        _ headers: HTTPHeaders,
        _ body: ByteBuffer,
        _ context: ChannelHandlerContext
    ) {
        var headers = headers
        headers.add(name: "Content-Length", value: "\(body.readableBytes)")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        server.fail("The runtime closed its connection.")
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        server.fail("The connection of the runtime broke: \(error)")
        context.close(promise: nil)
    }
}
