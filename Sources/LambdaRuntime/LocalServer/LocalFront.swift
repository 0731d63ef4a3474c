internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What clients of the local server reach: raw invocations at two paths, and a Function URL at all others.
struct LocalFront: Sendable {
    private static let invocationPath = "/2015-03-31/functions/function/invocations"
    /// The largest event that Lambda takes.
    private static let requestLimit = 6 * 1024 * 1024

    let invocations: LocalInvocations
    let configuration: LocalServerConfiguration

    /// Serves one connection until its client closes it or an answer breaks off.
    func serve(_ connection: inout HTTPServerConnection) async throws {
        while let head = try await connection.nextHead() {
            guard let body = try await connection.body(limit: Self.requestLimit) else {
                try await connection.send(.payloadTooLarge, json: #"{"message":"Request Entity Too Large"}"#, to: head)
                continue
            }
            guard isForThisMachine(head) else {
                try await connection.send(.misdirectedRequest, json: #"{"message":"Misdirected Request"}"#, to: head)
                continue
            }
            let request = LocalRequest(
                id: UUID().uuidString.lowercased(),
                head: head,
                body: body,
                peer: connection.peer
            )
            let isWhole = try await answer(request, &connection)
            guard isWhole, head.isKeepAlive else { return }
        }
    }

    /// Whether a request asks for a name that only this machine has, where the server listens for this machine only.
    ///
    /// A web page can have its own name lead here, and would then be let read what it was answered.
    private func isForThisMachine(_ head: HTTPRequestHead) -> Bool {
        guard Self.names.contains(configuration.host), let host = head.headers.first(name: "Host") else { return true }
        let port = host.lastIndex(of: ":").flatMap { host.hasSuffix("]") ? nil : $0 }
        return Self.names.contains(host[..<(port ?? host.endIndex)].lowercased())
    }

    private static let names: Set = ["127.0.0.1", "localhost", "[::1]", "::1"]

    /// - Returns: Whether the answer is whole; the connection has to break when it is not.
    private func answer(_ request: LocalRequest, _ connection: inout HTTPServerConnection) async throws -> Bool {
        guard isRawInvocation(request) else {
            let event = ByteBuffer(bytes: try JSONEncoder.lines.encode(request.event))
            var answer = FunctionURLAnswer(request: request)
            return try await pass(invocation(request, event, connection)) {
                try await answer.take($0, &connection)
            }
        }
        guard request.head.method == .POST else {
            try await connection.send(.methodNotAllowed, ["Allow": "POST"], to: request.head)
            return true
        }
        guard !isOfForeignPage(request.head) else {
            try await connection.send(.forbidden, json: #"{"message":"Forbidden"}"#, to: request.head)
            return true
        }
        var answer = InvocationAnswer(request: request, timeout: configuration.timeout)
        return try await pass(invocation(request, request.body, connection)) {
            try await answer.take($0, &connection)
        }
    }

    private func invocation(
        _ request: LocalRequest,
        _ event: ByteBuffer,
        _ connection: HTTPServerConnection
    ) -> LocalInvocation {
        LocalInvocation(id: request.id, event: event, headers: request.runtimeHeaders, abandon: connection.abort)
    }

    private func isRawInvocation(_ request: LocalRequest) -> Bool {
        request.path == configuration.invocationEndpoint || request.path == Self.invocationPath
    }

    /// Whether a browser sends a request for a page that is not of this server.
    ///
    /// Such a page is not let read the answer, but the invocation would have been made.
    private func isOfForeignPage(_ head: HTTPRequestHead) -> Bool {
        let host = head.headers.first(name: "Host")?.lowercased() ?? ""
        let isForeign = head.headers["Origin"].contains { origin in
            !["http://\(host)", "https://\(host)"].contains(origin.lowercased())
        }
        return isForeign || head.headers["Sec-Fetch-Site"].contains { !["same-origin", "none"].contains($0) }
    }

    /// Invokes the function and passes on what comes of it.
    private func pass(
        _ invocation: LocalInvocation,
        _ take: (LocalInvocation.Part) async throws -> LocalAnswerProgress
    ) async throws -> Bool {
        defer {
            invocations.remove(invocation)
            invocation.close()
        }
        invocations.add(invocation)
        for await part in invocation.parts {
            let progress = try await take(part)
            invocation.passedOn()
            if progress != .goesOn { return progress == .isWhole }
        }
        return false
    }
}
