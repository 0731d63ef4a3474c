internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Serves a function over HTTP: to clients at the front, to the runtime of this process as the Runtime API.
struct LocalServer: Sendable {
    private typealias Listener = NIOAsyncChannel<HTTPServerConnection.Channel, Never>

    /// What clients reach.
    let host: String
    let port: Int
    /// What the runtime reaches.
    let runtimeAPI: RuntimeAPIEndpoint

    private let configuration: LocalServerConfiguration
    private let frontListener: Listener
    private let runtimeListener: Listener
    private let invocations = LocalInvocations()

    /// How long what is running may go on once the server is asked to end.
    private static let drainLimit = Duration.seconds(2)

    // MARK: Listening

    /// Listens; connections are taken from now on, and served once the server runs.
    static func bind(_ configuration: LocalServerConfiguration) async throws -> LocalServer {
        let front: Listener
        do {
            front = try await listen(configuration.host, configuration.port)
        } catch {
            throw LambdaRuntimeError(.invalidConfiguration, problem(error, configuration), underlying: error)
        }
        let runtime = try await listen("127.0.0.1", 0)
        return LocalServer(
            host: front.channel.localAddress?.ipAddress ?? configuration.host,
            port: front.channel.localAddress?.port ?? configuration.port,
            runtimeAPI: RuntimeAPIEndpoint(host: "127.0.0.1", port: runtime.channel.localAddress?.port ?? 0),
            configuration: configuration,
            frontListener: front,
            runtimeListener: runtime
        )
    }

    private static func listen(_ host: String, _ port: Int) async throws -> Listener {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    return try HTTPServerConnection.Channel(wrappingChannelSynchronously: channel)
                }
            }
    }

    private static func problem(_ error: any Error, _ configuration: LocalServerConfiguration) -> String {
        let address = "\(configuration.host):\(configuration.port)"
        guard let error = error as? IOError, error.errnoCode == EADDRINUSE else {
            return
                "The local server cannot listen on \(address). Set \(LocalServerConfiguration.hostVariable) to an address of "
                + "this machine and \(LocalServerConfiguration.portVariable) to a port that this user may open."
        }
        return "The local server cannot listen on \(address), because something else does. Set "
            + "\(LocalServerConfiguration.portVariable) to another port, or to 0 for any that is free."
    }

    /// Says on standard error where the server is.
    func announce() {
        let name = host.contains(":") ? "[\(host)]" : host
        let text =
            "The function is served at http://\(name):\(port); POST \(configuration.invocationEndpoint) takes raw events.\n"
        LineOutput.standardError.write(Array(text.utf8))
    }

    // MARK: Serving

    /// Serves clients and the runtime until the runtime fails or the task is cancelled.
    func run(_ runtime: @escaping @Sendable () async throws -> Void) async throws {
        let front = LocalFront(invocations: invocations, configuration: configuration)
        let api = LocalRuntimeAPI(invocations: invocations, timeout: configuration.timeout)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.accept(frontListener) { try await front.serve(&$0) } }
            group.addTask { try await Self.accept(runtimeListener) { try await api.serve(&$0) } }
            group.addTask {
                try await runtime()
            }
            // A listener ends when the server drains; the runtime ends by an error.
            while try await group.next() != nil {}
        }
    }

    /// Takes no more requests, and waits a while for what is running.
    func drain() async {
        try? await frontListener.channel.close()
        await atMost(Self.drainLimit) { await invocations.drain() }
    }

    private static func accept(
        _ listener: Listener,
        _ serve: @escaping @Sendable (inout HTTPServerConnection) async throws -> Void
    ) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask {
                        // A connection that breaks is the business of its two ends.
                        try? await HTTPServerConnection.serve(connection, serve)
                    }
                }
            }
        }
    }
}
