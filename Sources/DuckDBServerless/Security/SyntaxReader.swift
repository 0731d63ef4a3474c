/// Reads the engine's own JSON: without white space, its texts in UTF-8.
struct SyntaxReader {
    private let bytes: [UInt8]
    private var position = 0
    private static let maximumDepth = 1000

    init(_ json: String) {
        bytes = Array(json.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    private var next: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func node(depth: Int) -> SyntaxNode? {
        guard depth < Self.maximumDepth else { return nil }
        switch next {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return text().map(SyntaxNode.text)
        default: return scalar()
        }
    }

    private mutating func object(_ depth: Int) -> SyntaxNode? {
        var members: [(key: String, value: SyntaxNode)] = []
        let isWhole = elements(until: "}") { reader in
            guard let key = reader.text(), reader.take(":"), let value = reader.node(depth: depth + 1) else {
                return false
            }
            members.append((key, value))
            return true
        }
        return isWhole ? .object(members) : nil
    }

    private mutating func array(_ depth: Int) -> SyntaxNode? {
        var nodes: [SyntaxNode] = []
        let isWhole = elements(until: "]") { reader in
            guard let node = reader.node(depth: depth + 1) else { return false }
            nodes.append(node)
            return true
        }
        return isWhole ? .array(nodes) : nil
    }

    private mutating func elements(until end: Unicode.Scalar, _ read: (inout Self) -> Bool) -> Bool {
        position += 1
        guard !take(end) else { return true }
        repeat {
            guard read(&self) else { return false }
        } while take(",")
        return take(end)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func scalar() -> SyntaxNode? {
        let start = position
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") {
            position += 1
        }
        return position > start ? .other : nil
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        var text = ""
        var start = position
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                let last = String(decoding: bytes[start..<position - 1], as: UTF8.self)
                return text.isEmpty ? last : text + last
            case UInt8(ascii: "\\"):
                text += String(decoding: bytes[start..<position - 1], as: UTF8.self)
                guard let scalar = escape() else { return nil }
                text.unicodeScalars.append(scalar)
                start = position
            default: break
            }
        }
        return nil
    }

    /// What follows a backslash; nil for half of a pair of surrogates, which the engine writes as UTF-8 instead.
    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "u"):
            let digits = bytes[position...].prefix(4)
            position = digits.endIndex
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        default: return Unicode.Scalar(byte)
        }
    }
}
