internal import NIOCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Serves a function over HTTP: to clients at the front, to the runtime of this process as the Runtime API.
struct LocalServer: Sendable {
    /// What clients reach.
    let host: String
    let port: Int
    /// What the runtime reaches.
    let runtimeAPI: RuntimeAPIEndpoint

    private let configuration: LocalServerConfiguration
    private let front: HTTPListener
    private let runtime: HTTPListener
    private let invocations: LocalInvocations

    /// How long what is running may go on once the server is asked to end.
    private static let drainLimit = Duration.seconds(2)

    // MARK: Listening

    /// Listens; requests wait until the runtime asks for them.
    static func bind(_ configuration: LocalServerConfiguration) async throws -> LocalServer {
        let invocations = LocalInvocations()
        let function = LocalFront(invocations: invocations, configuration: configuration)
        let api = LocalRuntimeAPI(invocations: invocations, timeout: configuration.timeout)
        let front: HTTPListener
        do {
            front = try await HTTPListener.bind(configuration.host, configuration.port) {
                try await function.serve(&$0)
            }
        } catch {
            throw LambdaRuntimeError(.invalidConfiguration, problem(error, configuration), underlying: error)
        }
        let runtime = try await HTTPListener.bind("127.0.0.1", 0) { try await api.serve(&$0) }
        return LocalServer(
            host: front.address?.ipAddress ?? configuration.host,
            port: front.address?.port ?? configuration.port,
            runtimeAPI: RuntimeAPIEndpoint(host: "127.0.0.1", port: runtime.address?.port ?? 0),
            configuration: configuration,
            front: front,
            runtime: runtime,
            invocations: invocations
        )
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

    /// Serves clients and the runtime until the runtime ends.
    func run(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            await close()
            throw error
        }
        await close()
    }

    /// Takes no more requests, and waits a while for what is running.
    func drain() async {
        await front.stop()
        await atMost(Self.drainLimit) { await invocations.drain() }
    }

    private func close() async {
        await front.close()
        await runtime.close()
    }
}
