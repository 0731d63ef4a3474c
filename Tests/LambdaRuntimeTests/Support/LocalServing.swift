import LambdaRuntime
import Logging
import NIOCore

/// Serves a closure over HTTP on a free port while a body runs.
func withLocalServer(
    timeout: Duration = .seconds(30),
    _ handler: @escaping @Sendable (ByteBuffer, Writer, LambdaContext) async throws -> Void,
    _ body: (Int) async throws -> Void
) async throws {
    let runtime = LambdaRuntime(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, body: handler)
    try await withLocalServer(timeout: timeout, { try await runtime.run(locally: $0, onReady: $1) }, body)
}

/// Runs something that serves HTTP on a free port while a body runs.
func withLocalServer(
    timeout: Duration = .seconds(30),
    _ run:
        @escaping @Sendable (LocalServerConfiguration, @escaping @Sendable (String, Int) -> Void) async throws -> Void,
    _ body: (Int) async throws -> Void
) async throws {
    var configuration = LocalServerConfiguration()
    configuration.port = 0
    configuration.timeout = timeout
    let (ports, port) = AsyncThrowingStream<Int, any Error>.makeStream()
    let server = Task { [configuration] in
        do {
            try await run(configuration) { port.yield($1) }
        } catch {
            port.finish(throwing: error)
            throw error
        }
    }
    defer { server.cancel() }
    for try await number in ports {
        try await body(number)
        break
    }
    server.cancel()
    _ = await server.result
}
