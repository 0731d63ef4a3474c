internal import NIOCore
internal import NIOHTTP1

/// The Runtime API as Lambda serves it, for the runtime of the same process.
struct LocalRuntimeAPI: Sendable {
    private static let prefix = "/2018-06-01/runtime/"
    /// The most that Lambda takes as a response in one piece.
    private static let responseLimit = 6_291_556

    let invocations: LocalInvocations
    let timeout: Duration

    /// Serves one connection until the runtime closes it.
    func serve(_ connection: inout HTTPServerConnection) async throws {
        while let head = try await connection.nextHead() {
            try await answer(head, &connection)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ connection: inout HTTPServerConnection) async throws {
        let path = head.uri.hasPrefix(Self.prefix) ? head.uri.dropFirst(Self.prefix.count) : ""
        let parts = path.split(separator: "/")
        let id = parts.count == 3 ? String(parts[1]) : ""
        switch (head.method, parts.first, parts.last, parts.count) {
        case (.GET, "invocation", "next", 2):
            _ = try await connection.body(limit: 0)
            try await sendNext(to: head, &connection)
        case (.POST, "invocation", "response", 3):
            try await takeResponse(id, head, &connection)
        case (.POST, "invocation", "error", 3):
            try await takeError(id, head, &connection)
        case (.POST, "init", "error", 2):
            // Thrown by the runtime too, which ends the server.
            _ = try await connection.body(limit: Self.responseLimit)
            try await accept(head, &connection)
        default:
            _ = try await connection.body(limit: Self.responseLimit)
            try await connection.send(.notFound, json: #"{"errorType":"NotFound"}"#, to: head)
        }
    }

    private func sendNext(to head: HTTPRequestHead, _ connection: inout HTTPServerConnection) async throws {
        guard let invocation = await invocations.next() else { throw CancellationError() }
        invocation.begin(timeout: timeout)
        let deadline = LambdaClock().now.advanced(by: timeout).millisecondsSinceEpoch()
        var headers: HTTPHeaders = [
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": "\(deadline)",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:local:000000000000:function:local",
        ]
        headers.add(contentsOf: invocation.headers)
        try await connection.send(.ok, headers, invocation.event, to: head)
    }

    // MARK: Answers

    private func takeResponse(
        _ id: String,
        _ head: HTTPRequestHead,
        _ connection: inout HTTPServerConnection
    ) async throws {
        guard let invocation = invocations.served(id) else { return try await refuse(head, &connection) }
        guard head.headers.first(name: "Lambda-Runtime-Function-Response-Mode") != "streaming" else {
            try await takeStream(invocation, head, &connection)
            return try await accept(head, &connection)
        }
        guard let body = try await connection.body(limit: Self.responseLimit) else {
            let json = #"{"errorType":"RequestEntityTooLarge","errorMessage":"more than \#(Self.responseLimit) bytes"}"#
            return try await connection.send(.payloadTooLarge, json: json, to: head)
        }
        await invocation.deliver(.whole(body))
        try await accept(head, &connection)
    }

    private func takeStream(
        _ invocation: LocalInvocation,
        _ head: HTTPRequestHead,
        _ connection: inout HTTPServerConnection
    ) async throws {
        let contentType = head.headers.first(name: "Content-Type")
        let hasCustomHeaders = contentType == StreamingLambdaStatusAndHeadersResponse.contentType
        await invocation.deliver(.streamBegins(hasCustomHeaders: hasCustomHeaders))
        while true {
            switch try await connection.nextBodyPart() {
            case .bytes(let bytes):
                await invocation.deliver(.bytes(bytes))
            case .end(let trailers):
                return await invocation.deliver(trailers.flatMap(Self.failure) ?? .streamEnds)
            }
        }
    }

    private static func failure(_ trailers: HTTPHeaders) -> LocalInvocation.Part? {
        guard trailers.contains(name: RuntimeAPIRequest.errorTypeHeader) else { return nil }
        // Nobody can be told the body any more: what is behind the beginning of an answer is the answer.
        return .failure(ByteBuffer())
    }

    private func takeError(
        _ id: String,
        _ head: HTTPRequestHead,
        _ connection: inout HTTPServerConnection
    ) async throws {
        guard let invocation = invocations.served(id) else { return try await refuse(head, &connection) }
        await invocation.deliver(.failure(try await connection.body(limit: Self.responseLimit) ?? ByteBuffer()))
        try await accept(head, &connection)
    }

    private func accept(_ head: HTTPRequestHead, _ connection: inout HTTPServerConnection) async throws {
        try await connection.send(.accepted, json: #"{"status":"OK"}"#, to: head)
    }

    /// An invocation that is over: it timed out, or its client is gone.
    private func refuse(_ head: HTTPRequestHead, _ connection: inout HTTPServerConnection) async throws {
        _ = try await connection.body(limit: 0)
        let json = #"{"errorType":"InvalidRequestID","errorMessage":"This invocation is over."}"#
        try await connection.send(.badRequest, json: json, to: head)
    }
}
