internal import NIOCore
internal import NIOHTTP1

/// An extension inside the function that does nothing: Lambda sends SIGTERM only to an environment that has an extension.
struct ShutdownExtension: Sendable {
    private static let name = "swift-lambda-runtime-shutdown"
    private static let identifierHeader = "Lambda-Extension-Identifier"
    /// The INIT phase waits for it.
    private static let registrationLimit = TimeAmount.seconds(1)
    private let connection: RuntimeAPIConnection
    private let host: String

    init(_ session: RuntimeSession) {
        connection = RuntimeAPIConnection(to: session.endpoint, on: session.eventLoop)
        host = session.endpoint.authority
    }

    /// Registers for no events, and says that it is ready, which Lambda waits for before the first invocation.
    func register() async throws {
        let body = ByteBuffer(string: #"{"events":[]}"#)
        let request = connection.begin(
            head(.POST, "register", ["Lambda-Extension-Name": Self.name, "Content-Length": "\(body.readableBytes)"]),
            body: body
        )
        let answer = try await Self.limited(request).get()
        guard answer.status == 200, let identifier = answer.headers.first(name: Self.identifierHeader) else {
            throw LambdaRuntimeError(
                .invalidState,
                "The Extensions API did not register the runtime's shutdown extension: \(answer.reason)"
            )
        }
        // Answered by nothing but the end of the environment.
        _ = connection.begin(head(.GET, "event/next", [Self.identifierHeader: identifier]), body: ByteBuffer())
    }

    /// The answer, or an error when it does not come in time; a connection that is still being made cannot be closed.
    private static func limited(
        _ answer: EventLoopFuture<RuntimeAPIResponse>
    ) -> EventLoopFuture<RuntimeAPIResponse> {
        let inTime = answer.eventLoop.makePromise(of: RuntimeAPIResponse.self)
        let timer = answer.eventLoop.scheduleTask(in: registrationLimit) {
            inTime.fail(LambdaRuntimeError(.connectionFailed, "The Extensions API did not answer within a second."))
        }
        answer.whenComplete { result in
            timer.cancel()
            // Has no effect when the time was over.
            inTime.completeWith(result)
        }
        return inTime.futureResult
    }

    func close() {
        connection.close()
    }

    private func head(_ method: HTTPMethod, _ path: String, _ headers: HTTPHeaders) -> HTTPRequestHead {
        var all: HTTPHeaders = ["Host": host, "Content-Type": "application/json"]
        all.add(contentsOf: headers)
        return HTTPRequestHead(version: .http1_1, method: method, uri: "/2020-01-01/extension/\(path)", headers: all)
    }
}
