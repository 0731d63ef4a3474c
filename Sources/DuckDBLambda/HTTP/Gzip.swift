internal import Compression
internal import NIOCore

/// Compresses the pieces of an answer.
struct Gzip: ~Copyable {
    private var deflater: Deflater

    /// Nil where there is no memory for it.
    init?() {
        guard let deflater = Deflater(.gzip) else { return nil }
        self.deflater = deflater
    }

    mutating func compress(_ piece: ByteBuffer, isLast: Bool = false) -> ByteBuffer {
        var output = ByteBuffer()
        deflater.append(piece.readableBytesSpan, isLast: isLast) { output.writeBytes($0) }
        return output
    }

    /// Below this the header costs more than is saved.
    private static let least = 1400

    /// Compresses an answer that is text and large enough, where the client takes it.
    static func compress(_ answer: inout HTTPAnswer, accepting encodings: AcceptedTypes) {
        guard answer.isText, answer.body.readableBytes >= least, isWanted(encodings), var gzip = Gzip() else { return }
        answer.body = gzip.compress(answer.body, isLast: true)
        answer.headers["content-encoding"] = "gzip"
    }

    static func isWanted(_ encodings: AcceptedTypes) -> Bool {
        !encodings.isEmpty && encodings.quality(of: "gzip") > 0
    }
}
