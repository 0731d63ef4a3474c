internal import Logging
internal import NIOCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What every kind of runtime does alike: finds Lambda or starts the local server, ends on signals, logs why it ends.
struct RuntimeHost: Sendable {
    /// Serves until it fails or is cancelled.
    typealias Service = @Sendable (RuntimeSession) async throws -> Void

    let logger: Logger
    var eventLoop: any EventLoop
    /// Runs when the environment is shut down.
    var shutdown: (@Sendable () async -> Void)?

    /// Lambda kills a function with an internal extension 500 ms after SIGTERM; the rest is for the process to exit.
    private static let shutdownLimit = Duration.milliseconds(400)

    /// Serves Lambda, or the local server where this is not Lambda.
    func run(environment: [String: String], _ service: @escaping Service) async throws {
        try await logging {
            guard let endpoint = try RuntimeAPIEndpoint.find(in: environment) else {
                let configuration = try LocalServerConfiguration(environment: environment)
                return try await serve(configuration, environment, { _, _ in }, service)
            }
            try await serve(endpoint, environment, service)
        }
    }

    /// Serves the local server.
    func run(
        locally configuration: LocalServerConfiguration,
        environment: [String: String],
        onReady: @escaping @Sendable (String, Int) -> Void,
        _ service: @escaping Service
    ) async throws {
        try await logging {
            try RuntimeAPIEndpoint.refuseLambda(environment)
            try await serve(configuration, environment, onReady, service)
        }
    }

    private func serve(
        _ endpoint: RuntimeAPIEndpoint,
        _ environment: [String: String],
        _ service: @escaping Service
    ) async throws {
        let session = try RuntimeSession(endpoint: endpoint, eventLoop: eventLoop, environment: environment)
        guard let shutdown else { return try await service(session) }
        let shutdownExtension = ShutdownExtension(session)
        do {
            try await shutdownExtension.register()
        } catch {
            logger.warning("Lambda will not announce the end of the environment: \(error)")
        }
        defer { shutdownExtension.close() }
        try await EndSignals.serve([SIGTERM]) {
            try await service(session)
        } atSignal: {
            await atMost(Self.shutdownLimit) { await shutdown() }
        }
    }

    private func serve(
        _ configuration: LocalServerConfiguration,
        _ environment: [String: String],
        _ onReady: @escaping @Sendable (String, Int) -> Void,
        _ service: @escaping Service
    ) async throws {
        let server = try await LocalServer.bind(configuration)
        try await EndSignals.serve([SIGTERM, SIGINT]) {
            server.announce()
            onReady(server.host, server.port)
            try await server.run {
                let endpoint = server.runtimeAPI
                try await service(RuntimeSession(endpoint: endpoint, eventLoop: eventLoop, environment: environment))
            }
        } atSignal: {
            await server.drain()
            if let shutdown { await atMost(Self.shutdownLimit) { await shutdown() } }
        }
    }

    private func logging(_ body: () async throws -> Void) async throws {
        TraceIDEnvironment.set("")
        do {
            try await body()
        } catch is CancellationError {
            logger.debug("The runtime was cancelled.")
            throw CancellationError()
        } catch {
            let report = LambdaErrorReport(error)
            logger.critical("The runtime ends: \(report.message)", metadata: report.metadata)
            throw error
        }
    }
}
