internal import CDuckDB

extension VectorWriter {
    func putNested(_ value: Value, at row: Int) throws(DuckDBError) {
        switch (type, value) {
        case (.list, .list(let elements)), (.list, .array(let elements)): try putList(elements, at: row)
        case (.array(_, let size), .list(let elements)), (.array(_, let size), .array(let elements)):
            try putArray(elements, size, at: row)
        case (.list(.utinyint), .blob(let bytes)): try putList(bytes.map(\.sqlValue), at: row)
        case (.array(.utinyint, let size), .blob(let bytes)): try putArray(bytes.map(\.sqlValue), size, at: row)
        case (.map, .map(let entries)): try putMap(entries, at: row)
        case (.structure(let types), .structure(let fields)): try putStructure(fields, types, at: row)
        case (.structure(let types), .map(let entries)):
            // A dictionary of Swift stands for both.
            try putStructure(fields(of: entries), types, at: row)
        case (.union, .union(let member, let value)): try putUnion(member, value, at: row)
        case (.union, .structure(let fields)) where fields.count == 1:
            try putUnion(fields[0].name, fields[0].value, at: row)
        default: throw DuckDBError(value, isNot: type)
        }
    }

    private func putList(_ elements: [Value], at row: Int) throws(DuckDBError) {
        let start = try startList(elements.count, at: row)
        for (index, element) in elements.enumerated() { try children[0].put(element, at: start + index) }
    }

    /// Writes where the elements of a list are, to a row that there is, and says where they begin.
    ///
    /// The cell is written when they are, which `markValid` says.
    func startList(_ count: Int, at row: Int) throws(DuckDBError) -> Int {
        lastWritten = -1
        let start = try claimElements(count)
        store(duckdb_list_entry(offset: UInt64(start), length: UInt64(count)), at: row)
        return start
    }

    /// Begins the elements of a LIST or ARRAY, and says where they go; nil for other types, sizes and rows.
    @usableFromInline
    func startElements(_ count: Int, at row: Int) throws(DuckDBError) -> (writer: VectorWriter, start: Int)? {
        guard holds(row) else { return nil }
        switch type {
        case .list: return (children[0], try startList(count, at: row))
        case .array(_, let size) where size == count:
            lastWritten = -1
            return (children[0], row * size)
        default: return nil
        }
    }

    private func putArray(_ elements: [Value], _ size: Int, at row: Int) throws(DuckDBError) {
        guard elements.count == size else {
            throw DuckDBError(encoding: "\(elements.count) elements are given, the type has \(size)")
        }
        for (index, element) in elements.enumerated() { try children[0].put(element, at: row * size + index) }
    }

    /// A map is a list of structures of key and value; the engine does not check its keys.
    private func putMap(_ entries: [MapEntry], at row: Int) throws(DuckDBError) {
        let keys = Set(entries.map(\.key))
        guard keys.count == entries.count, !keys.contains(.null) else {
            throw DuckDBError(encoding: "a MAP has each key once, and none that is NULL")
        }
        let start = try startList(entries.count, at: row)
        let entry = children[0]
        for (index, (key, value)) in entries.lazy.map({ ($0.key, $0.value) }).enumerated() {
            try entry.children[0].put(key, at: start + index)
            try entry.children[1].put(value, at: start + index)
            entry.markValid(start + index)
        }
    }

    private func fields(of entries: [MapEntry]) throws(DuckDBError) -> [StructField] {
        var fields: [StructField] = []
        for entry in entries {
            guard case .text(let name) = entry.key else { throw DuckDBError(.map(entries), isNot: type) }
            fields.append(StructField(name: name, value: entry.value))
        }
        return fields
    }

    /// By name, letter case aside; fields that are not given become NULL.
    private func putStructure(
        _ fields: [StructField],
        _ types: [LogicalType.Field],
        at row: Int
    ) throws(DuckDBError) {
        if fields.elementsEqual(types, by: { $0.name == $1.name }) {
            for (field, child) in zip(fields, children) { try child.put(field.value, at: row) }
            return
        }
        var given = Set<Int>()
        for field in fields {
            guard let position = positions[field.name.lowercased()] else {
                throw DuckDBError(encoding: "the type has no field \"\(field.name)\"")
            }
            guard given.insert(position).inserted else {
                throw DuckDBError(encoding: "the field \"\(field.name)\" is given twice")
            }
            try children[position].put(field.value, at: row)
        }
        for position in children.indices where !given.contains(position) { try children[position].writeNull(at: row) }
    }

    /// A union is a structure of the member's number and all members, of which the others are NULL.
    private func putUnion(_ name: String, _ value: Value, at row: Int) throws(DuckDBError) {
        guard let member = positions[name.lowercased()] else {
            throw DuckDBError(encoding: "the type has no member \"\(name)\"")
        }
        try children[0].put(.integer(Int64(member)), at: row)
        for (index, child) in children.dropFirst().enumerated() {
            if index == member { try child.put(value, at: row) } else { try child.writeNull(at: row) }
        }
    }
}
