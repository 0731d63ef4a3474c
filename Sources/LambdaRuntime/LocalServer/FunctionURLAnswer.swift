internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The answer to an HTTP request, as a Function URL makes it of what the function sent.
struct FunctionURLAnswer {
    let request: LocalRequest
    private var hasBegun = false
    /// The beginning of a stream, until the status and the headers in it are whole.
    private var prelude: ByteBuffer?

    /// A status and headers beyond this are not.
    private static let preludeLimit = 1024 * 1024

    init(request: LocalRequest) {
        self.request = request
    }

    mutating func take(
        _ part: LocalInvocation.Part,
        _ connection: inout HTTPServerConnection
    ) async throws -> LocalAnswerProgress {
        switch part {
        case .streamBegins(hasCustomHeaders: true):
            prelude = ByteBuffer()
            return .goesOn
        case .streamBegins:
            try await begin(.ok, ["Content-Type": "application/octet-stream"], &connection)
            return .goesOn
        case .bytes(let bytes):
            return try await take(bytes, &connection)
        case .streamEnds:
            guard hasBegun else { return try await fail(.badGateway, "Internal Server Error", &connection) }
            try await connection.end()
            return .isWhole
        case .whole(let body):
            return try await take(whole: body, &connection)
        case .failure:
            return try await fail(.badGateway, "Internal Server Error", &connection)
        case .timeOut:
            return try await fail(.gatewayTimeout, "Gateway Timeout", &connection)
        }
    }

    // MARK: Streamed

    private mutating func take(
        _ bytes: ByteBuffer,
        _ connection: inout HTTPServerConnection
    ) async throws -> LocalAnswerProgress {
        guard var beginning = prelude else {
            try await connection.write(bytes)
            return .goesOn
        }
        beginning.writeImmutableBuffer(bytes)
        guard let json = beginning.readPrelude() else {
            prelude = beginning
            guard beginning.readableBytes > Self.preludeLimit else { return .goesOn }
            return try await fail(.badGateway, "Internal Server Error", &connection)
        }
        prelude = nil
        guard
            let head = try? JSONDecoder().decode(StreamingLambdaStatusAndHeadersResponse.self, from: json),
            let status = HTTPResponseStatus(answer: head.statusCode),
            HTTPHeaders(head).canBeSent
        else { return try await fail(.badGateway, "Internal Server Error", &connection) }
        try await begin(status, HTTPHeaders(head), &connection)
        try await connection.write(beginning)
        return .goesOn
    }

    // MARK: Buffered

    private mutating func take(
        whole body: ByteBuffer,
        _ connection: inout HTTPServerConnection
    ) async throws -> LocalAnswerProgress {
        switch BufferedAnswer(body) {
        case .http(let status, let headers, let content):
            try await connection.send(status, headers.merging(common), content, to: request.head)
            return .isWhole
        case .json:
            let headers = HTTPHeaders([("Content-Type", "application/json")]).merging(common)
            try await connection.send(.ok, headers, body, to: request.head)
            return .isWhole
        case .invalid:
            return try await fail(.badGateway, "Internal Server Error", &connection)
        }
    }

    // MARK: Both

    private var common: HTTPHeaders { ["X-Amzn-RequestId": request.id] }

    private mutating func begin(
        _ status: HTTPResponseStatus,
        _ headers: HTTPHeaders,
        _ connection: inout HTTPServerConnection
    ) async throws {
        hasBegun = true
        try await connection.begin(status, headers.merging(common), to: request.head)
    }

    private func fail(
        _ status: HTTPResponseStatus,
        _ message: String,
        _ connection: inout HTTPServerConnection
    ) async throws -> LocalAnswerProgress {
        guard !hasBegun else { return .isBroken }
        let headers = HTTPHeaders([("Content-Type", "application/json")]).merging(common)
        try await connection.send(status, headers, ByteBuffer(string: #"{"message":"\#(message)"}"#), to: request.head)
        return .isWhole
    }
}

extension ByteBuffer {
    /// Takes the JSON in front of eight NUL bytes, and those with it; `nil` as long as they are not there.
    fileprivate mutating func readPrelude() -> Data? {
        let terminator = [UInt8](repeating: 0, count: StreamingLambdaStatusAndHeadersResponse.terminatorLength)
        guard let end = readableBytesView.firstRange(of: terminator) else { return nil }
        let json = Data(readableBytesView[..<end.lowerBound])
        moveReaderIndex(to: end.upperBound)
        return json
    }
}
