/// Bytes with numbers and texts in them; what would lie behind the end is zero or empty.
struct LittleEndianBytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A number of up to 8 bytes.
    func number(at offset: Int, bytes count: Int) -> UInt64 {
        guard offset >= 0, offset <= bytes.count - count else { return 0 }
        return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The text from there to the next zero byte, or its first 64 KiB.
    func text(at offset: UInt64) -> String {
        guard offset < UInt64(bytes.count) else { return "" }
        return String(decoding: bytes[Int(offset)...].prefix(64 * 1024).prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension UInt64 {
    var littleEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
