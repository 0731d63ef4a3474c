internal import NIOCore
internal import NIOHTTP1

/// The answer to a raw invocation, as Lambda's Invoke API gives it: what the function sent, and whether it is an error.
struct InvocationAnswer {
    let request: LocalRequest
    let timeout: Duration
    private var hasBegun = false

    init(request: LocalRequest, timeout: Duration) {
        self.request = request
        self.timeout = timeout
    }

    mutating func take(
        _ part: LocalInvocation.Part,
        _ connection: inout HTTPServerConnection
    ) async throws -> LocalAnswerProgress {
        switch part {
        case .streamBegins:
            hasBegun = true
            try await connection.begin(.ok, headers("application/octet-stream"), to: request.head)
            return .goesOn
        case .bytes(let bytes):
            try await connection.write(bytes)
            return .goesOn
        case .streamEnds:
            try await connection.end()
            return .isWhole
        case .failure, .timeOut:
            guard !hasBegun else { return .isBroken }
            var headers = headers("application/json")
            headers.add(name: "X-Amz-Function-Error", value: "Unhandled")
            try await connection.send(.ok, headers, error(part), to: request.head)
            return .isWhole
        case .whole(let body):
            try await connection.send(.ok, headers("application/json"), body, to: request.head)
            return .isWhole
        }
    }

    private func headers(_ contentType: String) -> HTTPHeaders {
        ["Content-Type": contentType, "X-Amzn-RequestId": request.id]
    }

    private func error(_ part: LocalInvocation.Part) -> ByteBuffer {
        if case .failure(let json) = part { return json }
        let seconds = "\(timeout.components.seconds).00"
        let message = "\(request.id) Task timed out after \(seconds) seconds"
        return ByteBuffer(string: #"{"errorMessage":"\#(message)","errorType":"Sandbox.Timedout"}"#)
    }
}
