import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A Runtime API on 127.0.0.1 that answers each request with the next step of a script, faults included.
///
/// When the script is over it answers 500, which ends the runtime: a test runs the runtime to its end and then reads what
/// was requested.
final class ScriptedRuntimeAPI: Sendable {
    /// What the server does with one request.
    enum Step: Sendable {
        /// Answers with this text once the request is whole.
        case answer(String)
        /// Answers with this text, a byte at a time.
        case trickle(String)
        /// Answers with this text and closes the connection.
        case answerAndClose(String)
        /// Answers with this text as soon as the head of the request is there.
        case answerEarly(String)
        /// Breaks the connection with a TCP reset.
        case reset
        /// Says nothing, and opens the gate.
        case hang(Gate)
    }

    /// A request as the server saw it.
    struct Request: Sendable {
        var connection: Int
        var head: HTTPRequestHead
        var body = ByteBuffer()
        var trailers: HTTPHeaders?

        var line: String { "\(head.method) \(head.uri)" }
        var text: String { String(buffer: body) }
    }

    private struct State {
        var steps: [Step]
        var requests: [Request] = []
        var connections = 0
    }

    private let state: Mutex<State>
    private let connected: Gate?

    /// - Parameters:
    ///   - steps: What to do with the requests, in order.
    ///   - connected: Opened when the first connection is there.
    init(_ steps: [Step], connected: Gate? = nil) {
        state = Mutex(State(steps: steps))
        self.connected = connected
    }

    /// The requests that were received whole, in order.
    var requests: [Request] { state.withLock { $0.requests } }

    /// Listens on a free port while the body runs.
    func withEnvironment<Result: Sendable>(
        _ body: @Sendable ([String: String]) async throws -> Result
    ) async throws -> Result {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = ByteToMessageHandler(HTTPRequestDecoder())
                    try channel.pipeline.syncOperations.addHandlers(decoder, ScriptHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = channel.localAddress?.port ?? 0
        do {
            let result = try await body(["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:\(port)"])
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    fileprivate func accept() -> Int {
        connected?.open()
        return state.withLock {
            $0.connections += 1
            return $0.connections
        }
    }

    fileprivate func nextStep() -> Step {
        state.withLock { $0.steps.isEmpty ? .answer(Answer.text(500, body: "script over")) : $0.steps.removeFirst() }
    }

    fileprivate func record(_ request: Request) {
        state.withLock { $0.requests.append(request) }
    }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let server: ScriptedRuntimeAPI
    private var connection = 0
    private var request: ScriptedRuntimeAPI.Request?
    private var step = ScriptedRuntimeAPI.Step.reset

    init(_ server: ScriptedRuntimeAPI) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        connection = server.accept()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = ScriptedRuntimeAPI.Request(connection: connection, head: head)
            step = server.nextStep()
            if case .answerEarly(let text) = step { send(text, context) }
        case .body(var part):
            request?.body.writeBuffer(&part)
        case .end(let trailers):
            request?.trailers = trailers
            if let request { server.record(request) }
            perform(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func perform(_ context: ChannelHandlerContext) {
        switch step {
        case .answer(let text):
            send(text, context)
        case .trickle(let text):
            for byte in text.utf8 { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [byte])), promise: nil) }
        case .answerAndClose(let text):
            send(text, context)
            context.close(promise: nil)
        case .answerEarly:
            break
        case .reset:
            let close = NIOLoopBound(context, eventLoop: context.eventLoop)
            let socket = context.channel as? any SocketOptionProvider
            socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in close.value.close(promise: nil) }
        case .hang(let gate):
            gate.open()
        }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
