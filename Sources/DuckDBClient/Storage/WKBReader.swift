/// Turns well-known binary into well-known text, and never reads past its end.
struct WKBReader {
    private static let kinds = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    ]
    private static let dimensions = ["", " Z", " M", " ZM"]
    private static let empty = "EMPTY"
    private static let deepest = 100

    private let bytes: [UInt8]
    private var position = 0
    private var isLittleEndian = true
    /// Whether no part read so far is big-endian.
    private(set) var isLittleEndianThroughout = true
    /// The numbers of a coordinate: 2 to 4.
    private var width = 2

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    static func malformed(_ what: String) -> DuckDBError {
        DuckDBError(code: .serialization, message: "A GEOMETRY is no well-known binary: \(what).")
    }

    mutating func geometry(depth: Int) throws(DuckDBError) -> String {
        let kind = try header()
        let body = try body(kind: kind.number, depth: depth)
        return "\(Self.kinds[kind.number - 1])\(Self.dimensions[kind.dimensions]) \(body)"
    }

    private mutating func header() throws(DuckDBError) -> (number: Int, dimensions: Int) {
        switch try number(UInt8.self) {
        case 0:
            isLittleEndian = false
            isLittleEndianThroughout = false
        case 1: isLittleEndian = true
        case let order: throw Self.malformed("byte order \(order)")
        }
        let code = Int(try number(UInt32.self))
        let kind = (number: code % 1000, dimensions: code / 1000)
        guard 1...7 ~= kind.number, 0...3 ~= kind.dimensions else { throw Self.malformed("kind \(code)") }
        width = [2, 3, 3, 4][kind.dimensions]
        return kind
    }

    private mutating func body(kind: Int, depth: Int) throws(DuckDBError) -> String {
        guard depth < Self.deepest else { throw Self.malformed("it is nested deeper than \(Self.deepest)") }
        switch kind {
        case 1:
            let point = try point()
            return point == Self.empty ? point : "(\(point))"
        case 2: return try list { reader throws(DuckDBError) in try reader.coordinate() }
        case 3: return try list { reader throws(DuckDBError) in try reader.ring() }
        case 7: return try list { reader throws(DuckDBError) in try reader.geometry(depth: depth + 1) }
        default:
            // The parts of a MULTI… have headers of their own, which its text leaves out.
            return try list { reader throws(DuckDBError) in
                let part = try reader.header()
                guard part.number == kind - 3 else { throw Self.malformed("kind \(part.number) within \(kind)") }
                // Points stand in a MULTIPOINT without parentheses of their own.
                return part.number == 1 ? try reader.point() : try reader.body(kind: part.number, depth: depth + 1)
            }
        }
    }

    private mutating func ring() throws(DuckDBError) -> String {
        try list { reader throws(DuckDBError) in try reader.coordinate() }
    }

    /// An empty point is one of NaN alone.
    private mutating func point() throws(DuckDBError) -> String {
        let text = try coordinate()
        return text.split(separator: " ").allSatisfy { $0 == "nan" } ? Self.empty : text
    }

    private mutating func coordinate() throws(DuckDBError) -> String {
        var numbers: [String] = []
        for _ in 0..<width { numbers.append(Self.text(Double(bitPattern: try number(UInt64.self)))) }
        return numbers.joined(separator: " ")
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private mutating func list(
        _ part: (inout WKBReader) throws(DuckDBError) -> String
    ) throws(DuckDBError) -> String {
        // The count is the data's own: it is not trusted with memory before the parts are there.
        let count = try number(UInt32.self)
        var parts: [String] = []
        for _ in 0..<count { parts.append(try part(&self)) }
        return parts.isEmpty ? Self.empty : "(\(parts.joined(separator: ", ")))"
    }

    private mutating func number<T: FixedWidthInteger & UnsignedInteger>(_: T.Type) throws(DuckDBError) -> T {
        let size = MemoryLayout<T>.size
        guard bytes.count - position >= size else { throw Self.malformed("it ends early") }
        defer { position += size }
        let slice = bytes[position..<position + size]
        let add = { (value: T, byte: UInt8) in value << 8 | T(byte) }
        return isLittleEndian ? slice.reversed().reduce(0, add) : slice.reduce(0, add)
    }
}
