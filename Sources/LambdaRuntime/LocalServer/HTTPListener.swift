internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Takes connections at an address and serves each in a task of its own.
///
/// A connection is handed to its task where it is made: one that waits in a sequence of connections when the listener ends
/// would be dropped without being closed, which SwiftNIO stops the process for.
final class HTTPListener: Sendable {
    typealias Service = @Sendable (inout HTTPServerConnection) async throws -> Void

    private let channel: any Channel
    private let connections: Connections

    private init(_ channel: any Channel, _ connections: Connections) {
        self.channel = channel
        self.connections = connections
    }

    /// Listens, and takes connections from now on.
    static func bind(_ host: String, _ port: Int, _ service: @escaping Service) async throws -> HTTPListener {
        let connections = Connections(service)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // A connection frames its answers itself, as one to HEAD has no body whatever its head says.
                    var framing = HTTPResponseEncoder.Configuration()
                    framing.automaticallySetFramingHeaders = false
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withEncoderConfiguration: framing)
                    connections.serve(try HTTPServerConnection.Channel(wrappingChannelSynchronously: channel))
                }
            }
            .bind(host: host, port: port)
            .get()
        return HTTPListener(channel, connections)
    }

    var address: SocketAddress? { channel.localAddress }

    /// Takes no more connections; those there are go on.
    func stop() async {
        // Fails when it has been closed already.
        try? await channel.close()
    }

    /// Ends all connections, and returns when they are closed.
    func close() async {
        await stop()
        await connections.close()
    }
}

extension HTTPListener {
    /// The tasks that serve connections.
    private final class Connections: Sendable {
        private struct State {
            var tasks: [Int: Task<Void, Never>] = [:]
            var count = 0
            var isClosed = false
        }

        private let state = Mutex(State())
        private let service: Service

        init(_ service: @escaping Service) {
            self.service = service
        }

        func serve(_ channel: HTTPServerConnection.Channel) {
            state.withLock { state in
                state.count += 1
                let number = state.count
                let task = Task {
                    // A connection that breaks is the business of its two ends.
                    try? await HTTPServerConnection.serve(channel, service)
                    self.state.withLock { $0.tasks[number] = nil }
                }
                state.tasks[number] = task
                if state.isClosed { task.cancel() }
            }
        }

        func close() async {
            let tasks = state.withLock { state in
                state.isClosed = true
                return Array(state.tasks.values)
            }
            for task in tasks { task.cancel() }
            for task in tasks { await task.value }
        }
    }
}
