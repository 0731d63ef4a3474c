internal import LambdaRuntime
internal import NIOCore
internal import Synchronization

/// Whether a part of an answer is with the client.
final class AnswerStream: Sendable {
    private let begun = Mutex(false)

    var hasBegun: Bool { begun.withLock { $0 } }

    /// - Returns: Whether it had not begun.
    func begin() -> Bool {
        begun.withLock { begun in
            defer { begun = true }
            return !begun
        }
    }
}

/// Sends an answer's head with its first piece, so that what fails before has a status of its own.
///
/// Pieces come one after the other, from one thread at a time.
actor StreamedAnswer<Writer: LambdaResponseStreamWriter> {
    private let head: StreamingLambdaStatusAndHeadersResponse
    private let stream: AnswerStream
    private let writer: Writer
    private let isCompressed: Bool
    private var gzip: Gzip?

    init(
        head: StreamingLambdaStatusAndHeadersResponse,
        isCompressed: Bool,
        stream: AnswerStream,
        writer: Writer
    ) {
        self.head = head
        self.isCompressed = isCompressed
        self.stream = stream
        self.writer = writer
    }

    func write(_ piece: ByteBuffer) async throws {
        try await begin()
        try await send(gzip?.compress(piece) ?? piece)
    }

    /// Sends what is left; the writer is finished by its owner.
    func end() async throws {
        try await begin()
        if let rest = gzip?.compress(ByteBuffer(), isLast: true) { try await send(rest) }
    }

    private func begin() async throws {
        guard stream.begin() else { return }
        var head = head
        if isCompressed, let gzip = Gzip() {
            self.gzip = consume gzip
            head.headers?["content-encoding"] = "gzip"
        }
        try await writer.writeStatusAndHeaders(head)
    }

    private func send(_ piece: ByteBuffer) async throws {
        guard piece.readableBytes > 0 else { return }
        try await writer.write(piece)
    }
}
