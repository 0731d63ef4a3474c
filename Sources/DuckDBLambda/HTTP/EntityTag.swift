internal import Crypto
internal import NIOCore

/// Names what an answer's body says, so that a client that has it already need not be sent it again.
enum EntityTag {
    /// A part of the SHA-256: 16 bytes as hexadecimal digits.
    static func of(_ body: ByteBuffer) -> String {
        var hash = SHA256()
        body.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether a header such as `If-None-Match` names a tag; weak and strong ones compare alike there.
    static func isIn(_ header: String, _ tag: String) -> Bool {
        let opaque = { (text: String) in text.hasPrefix("W/") ? String(text.dropFirst(2)) : text }
        // Tags here have neither spaces nor commas.
        return header.split(separator: ",").contains { opaque($0.filter { !$0.isWhitespace }) == opaque(tag) }
    }
}
