internal import LambdaRuntime
internal import NIOCore

/// Sends an answer's head with its first piece, so that what fails before has a status of its own.
///
/// Pieces come one after the other. A piece of work that was left behind finds that the answer is an error's by now.
actor StreamedAnswer<Writer: LambdaResponseStreamWriter> {
    private let head: StreamingLambdaStatusAndHeadersResponse
    private let claim: AnswerClaim
    private let writer: Writer
    private let isCompressed: Bool
    private var gzip: Gzip?
    private var hasBegun = false

    init(
        head: StreamingLambdaStatusAndHeadersResponse,
        isCompressed: Bool,
        claim: AnswerClaim,
        writer: Writer
    ) {
        self.head = head
        self.isCompressed = isCompressed
        self.claim = claim
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
        guard !hasBegun else { return }
        guard claim.take() else { throw CancellationError() }
        hasBegun = true
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
