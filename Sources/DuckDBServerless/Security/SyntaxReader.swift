/// Reads the engine's own JSON: without white space, its texts in UTF-8.
struct SyntaxReader {
    private var bytes: Substring.UTF8View
    private static let maximumDepth = 1000

    init(_ json: String) {
        bytes = Substring(json).utf8
    }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func node(depth: Int) -> SyntaxNode? {
        guard depth < Self.maximumDepth else { return nil }
        switch bytes.first {
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
        bytes.removeFirst()
        guard !take(end) else { return true }
        repeat {
            guard read(&self) else { return false }
        } while take(",")
        return take(end)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes.removeFirst()
        return true
    }

    private mutating func scalar() -> SyntaxNode? {
        let rest = bytes.drop { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "]") }
        guard rest.startIndex > bytes.startIndex else { return nil }
        bytes = rest
        return .other
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        var text = ""
        while let end = bytes.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            text += String(Substring(bytes[..<end]))
            let isEscape = bytes[end] == UInt8(ascii: "\\")
            bytes = bytes[bytes.index(after: end)...]
            guard isEscape else { return text }
            guard let scalar = escape() else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return nil
    }

    /// What follows a backslash; nil for half of a pair of surrogates, which the engine writes as UTF-8 instead.
    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = bytes.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "u"):
            defer { bytes = bytes.dropFirst(4) }
            return UInt32(Substring(bytes.prefix(4)), radix: 16).flatMap(Unicode.Scalar.init)
        default: return Unicode.Scalar(byte)
        }
    }
}
