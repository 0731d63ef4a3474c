extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    /// NULL for nil.
    public var sqlValue: Value { self?.sqlValue ?? .null }

    /// Reads NULL as nil.
    ///
    /// - Throws: `decoding` as the wrapped type.
    public init(sqlValue: Value) throws(DuckDBError) {
        self = sqlValue.isNull ? nil : try Wrapped(sqlValue: sqlValue)
    }

    /// Looks at the cell's validity before anything else.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Wrapped? {
        cell.isValid ? try Wrapped._read(cell) : nil
    }

    /// Writes NULL, or what is wrapped.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard let self else { return try writer.writeNull(at: row) }
        try self._write(to: writer, at: row)
    }
}

extension Array: ValueConvertible where Element: ValueConvertible {
    /// LIST; BLOB for an array of `UInt8`.
    public var sqlValue: Value {
        // The cast alone is not enough: an empty array casts to any other.
        if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .blob(bytes) }
        return .list(map(\.sqlValue))
    }

    /// Reads LIST and ARRAY; BLOB as an array of `UInt8`.
    ///
    /// - Throws: `decoding` for everything else, and as the elements' type.
    public init(sqlValue: Value) throws(DuckDBError) {
        switch sqlValue {
        case .list(let values), .array(let values):
            self = []
            reserveCapacity(values.count)
            for value in values { append(try Element(sqlValue: value)) }
        case .blob(let bytes):
            guard Element.self == UInt8.self, let bytes = bytes as? [Element] else {
                throw DuckDBError(sqlValue, isNot: "\(Self.self)")
            }
            self = bytes
        default: throw DuckDBError(sqlValue, isNot: "\(Self.self)")
        }
    }

    /// Writes the elements of LIST and ARRAY one by one, each in its own way.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard let (elements, start) = try writer.startElements(count, at: row) else {
            return try writer.convert(self, at: row)
        }
        do throws(DuckDBError) {
            for index in indices { try elements.accept(self[index], at: start + index) }
            writer.markValid(row)
        } catch {
            // What refuses an element knows the element's place only: the way by values fails too, with the row's.
            try writer.convert(self, at: row)
        }
    }
}

extension Dictionary: ValueConvertible where Key: ValueConvertible, Value: ValueConvertible {
    /// MAP, in the dictionary's order, which is none.
    public var sqlValue: DuckDBClient.Value {
        .map(map { MapEntry(key: $0.key.sqlValue, value: $0.value.sqlValue) })
    }

    /// Reads MAP; STRUCT and UNION where the keys are strings.
    ///
    /// - Throws: `decoding` for everything else, and as the types of keys and values.
    public init(sqlValue: DuckDBClient.Value) throws(DuckDBError) {
        let pairs: [(key: DuckDBClient.Value, value: DuckDBClient.Value)]
        switch sqlValue {
        case .map(let entries): pairs = entries.map { ($0.key, $0.value) }
        case .structure(let fields): pairs = fields.map { (.text($0.name), $0.value) }
        case .union(let member, let value): pairs = [(.text(member), value)]
        default: throw DuckDBError(sqlValue, isNot: "\(Self.self)")
        }
        self.init(minimumCapacity: pairs.count)
        for (key, value) in pairs { self[try Key(sqlValue: key)] = try Value(sqlValue: value) }
    }
}
