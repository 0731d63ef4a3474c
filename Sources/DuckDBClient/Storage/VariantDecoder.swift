/// Decodes a VARIANT out of the four parts that the engine keeps it in.
///
/// `values` are the nodes of a tree, the first one its root: what kind each is, and where in `data` it begins. A scalar
/// stands there itself. An object or array has its number of children there, and where they begin in `children`, which says
/// of each child its node and, in an object, its key. Every index is checked: the parts come from files.
package struct VariantDecoder {
    private static let deepest = 1000

    private let keys: [String]
    private let children: [(key: Int, value: Int)]
    private let values: [(kind: UInt8, offset: Int)]
    private let data: [UInt8]
    /// How many children are still to be met: in a tree each is met once, so that a cycle ends.
    private var remaining: Int

    package init(
        keys: [String],
        children: [(key: Int, value: Int)],
        values: [(kind: UInt8, offset: Int)],
        data: [UInt8]
    ) {
        self.keys = keys
        self.children = children
        self.values = values
        self.data = data
        remaining = children.count
    }

    /// The value of the whole tree.
    ///
    /// - Throws: `serialization` for parts that do not fit together, `unsupportedType` for a kind of a later engine.
    package mutating func value() throws(DuckDBError) -> Value {
        try node(0, depth: 0)
    }

    static func malformed(_ what: String) -> DuckDBError {
        DuckDBError(code: .serialization, message: "A VARIANT is damaged: \(what).")
    }

    private mutating func node(_ index: Int, depth: Int) throws(DuckDBError) -> Value {
        guard values.indices.contains(index) else { throw Self.malformed("there is no value \(index)") }
        guard depth < Self.deepest else { throw Self.malformed("it is nested deeper than \(Self.deepest)") }
        let (kind, offset) = values[index]
        var bytes = VariantBytes(data: data, position: offset)
        switch kind {
        case 29:
            var fields: [StructField] = []
            for child in try children(bytes) {
                guard keys.indices.contains(child.key) else { throw Self.malformed("there is no key \(child.key)") }
                fields.append(StructField(name: keys[child.key], value: try node(child.value, depth: depth + 1)))
            }
            return .structure(fields)
        case 30:
            var elements: [Value] = []
            for child in try children(bytes) { elements.append(try node(child.value, depth: depth + 1)) }
            return .list(elements)
        default: return try bytes.scalar(kind: kind)
        }
    }

    private mutating func children(_ header: VariantBytes) throws(DuckDBError) -> ArraySlice<(key: Int, value: Int)> {
        var header = header
        let count = try header.length()
        guard count > 0 else { return [] }
        let start = try header.length()
        guard start + count <= children.count else {
            throw Self.malformed("there are no \(count) children at \(start)")
        }
        remaining -= count
        guard remaining >= 0 else { throw Self.malformed("a value has two parents") }
        return children[start..<start + count]
    }
}
