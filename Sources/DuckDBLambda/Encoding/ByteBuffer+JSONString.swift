internal import NIOCore

extension ByteBuffer {
    /// A string in quotes, escaped as RFC 8259 demands: quote, backslash and everything below a space.
    mutating func writeJSONString(_ text: String) {
        writeInteger(UInt8(ascii: "\""))
        var rest = Substring(text).utf8
        while let special = rest.firstIndex(where: Self.needsEscape) {
            writeBytes(rest[..<special])
            writeString(Self.escape(rest[special]))
            rest = rest[rest.index(after: special)...]
        }
        writeBytes(rest)
        writeInteger(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\t"): "\\t"
        default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
