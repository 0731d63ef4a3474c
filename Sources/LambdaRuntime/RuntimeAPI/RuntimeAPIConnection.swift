internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// One HTTP/1.1 connection to the Runtime API, usable from the moment its making has begun.
///
/// Parts go out in the order of the calls, also while the connection is still being made.
final class RuntimeAPIConnection: Sendable {
    private let channel: EventLoopFuture<any Channel>
    private let state: RuntimeAPIConnectionState

    init(to endpoint: RuntimeAPIEndpoint, on eventLoop: any EventLoop) {
        let state = RuntimeAPIConnectionState()
        self.state = state
        channel = Self.connect(to: endpoint, on: eventLoop, state)
        channel.whenFailure { _ in state.close() }
    }

    /// Whether a request may be sent; a connection that is still being made counts as open.
    var isOpen: Bool { state.isOpen }

    /// Sends a request, or the head of one that is streamed.
    ///
    /// - Returns: The answer, to come; it fails when the connection breaks first.
    func begin(_ head: HTTPRequestHead, body: ByteBuffer?) -> EventLoopFuture<RuntimeAPIResponse> {
        let answer = channel.eventLoop.makePromise(of: RuntimeAPIResponse.self)
        let part = body.map { RuntimeAPIRequestPart.whole(head, $0, answer: answer) } ?? .head(head, answer: answer)
        // A channel that is closed already drops what is written to it, and the promise must not be dropped with it.
        send(part).cascadeFailure(to: answer)
        return answer.futureResult
    }

    /// Sends a part of a streamed request.
    ///
    /// - Returns: Succeeds when the operating system has the bytes.
    @discardableResult
    func send(_ part: RuntimeAPIRequestPart) -> EventLoopFuture<Void> {
        channel.flatMap { $0.writeAndFlush(part) }
    }

    /// Closes the connection; a request in flight fails.
    func close() {
        channel.whenSuccess { $0.close(promise: nil) }
    }

    private static func connect(
        to endpoint: RuntimeAPIEndpoint,
        on eventLoop: any EventLoop,
        _ state: RuntimeAPIConnectionState
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(.seconds(2))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: maximumEventSize))
                    try pipeline.addHandler(RuntimeAPIChannelHandler(state))
                }
            }
        return connect(bootstrap, to: endpoint).flatMapErrorThrowing { error in
            throw LambdaRuntimeError(
                .connectionFailed,
                "No connection to the Runtime API at \(endpoint.authority), the value of \(RuntimeAPIEndpoint.variable).",
                underlying: error
            )
        }
    }

    private static func connect(
        _ bootstrap: ClientBootstrap,
        to endpoint: RuntimeAPIEndpoint
    ) -> EventLoopFuture<any Channel> {
        // Lambda gives an address, which needs no resolver.
        guard let address = try? SocketAddress(ipAddress: endpoint.host, port: endpoint.port) else {
            return bootstrap.connect(host: endpoint.host, port: endpoint.port)
        }
        return bootstrap.connect(to: address)
    }

    /// Well above Lambda's largest event (6 MB); a guard against an endless body.
    private static let maximumEventSize = 32 * 1024 * 1024
}
