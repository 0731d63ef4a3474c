/// The cells of one column of a chunk, or the child cells of a nested one, where the engine has them.
///
/// It looks into the chunk and so cannot outlive it: keeping one, or what it returns, does not compile.
///
/// ```swift
/// while let chunk = try rows.nextChunk() {
///     let prices = try chunk.column(0).values(Double.self)
///     let validity = try chunk.column(0).validity
///     for row in prices.indices where validity[row] { total += prices[row] }
/// }
/// ```
public struct ColumnVector: ~Escapable {
    private let reader: VectorReader
    /// How many cells there are.
    public let count: Int

    @_lifetime(immortal)
    init(_ reader: VectorReader, count: Int) {
        self.reader = reader
        self.count = count
    }

    /// The cells' SQL type.
    public var type: LogicalType { reader.type }

    /// Which cells are NULL.
    public var validity: Validity {
        @_lifetime(copy self) get {
            _overrideLifetime(Validity(reader.cells.validity, count: count), copying: self)
        }
    }

    /// The cells as the numbers that the engine stores; what stands in a cell that is NULL means nothing.
    ///
    /// The type is the one that ``LogicalType/physicalType`` says: `Int64` for BIGINT, TIMESTAMP and DECIMAL(18,3), `Int32`
    /// for INTEGER and DATE, and so on.
    ///
    /// - Throws: `decoding` when the cells are stored in another way.
    @_lifetime(copy self)
    public func values<Element: VectorElement>(_ type: Element.Type) throws(DuckDBError) -> Span<Element> {
        guard Element.physicalType == reader.type.physicalType else {
            throw stored(as: "\(Element.self)")
        }
        return _overrideLifetime(
            reader.cells(alignedFor: Element.self, count: count).span(Element.self, count: count),
            copying: self
        )
    }

    /// The cells as text or bytes; what stands in a cell that is NULL means nothing.
    ///
    /// Of BIT, BIGNUM and GEOMETRY they are the engine's own form.
    ///
    /// - Throws: `decoding` when the cells are stored in another way.
    @_lifetime(copy self)
    public func bytes() throws(DuckDBError) -> ByteStrings {
        guard reader.type.physicalType == .bytes else { throw stored(as: "bytes") }
        return _overrideLifetime(ByteStrings(reader.cells, count: count), copying: self)
    }

    /// One cell as a value; of a row that there is not, the program ends.
    ///
    /// - Throws: `outOfRange` for a time of no day, which the engine reads from files unchecked; `serialization` for other
    ///   damaged cells; `unsupportedType` for a type that the client does not know.
    public func value(at row: Int) throws(DuckDBError) -> Value {
        precondition((0..<count).contains(row), "row out of range")
        return try reader.value(at: row)
    }

    private func stored(as type: String) -> DuckDBError {
        DuckDBError(
            code: .decoding,
            message: "Column \"\(reader.name)\" (\(reader.type)) is not stored as \(type). "
                + "LogicalType.physicalType says how it is."
        )
    }
}

// Nested types

extension ColumnVector {
    /// Where the elements of each LIST or MAP are in ``child(_:)`` 0; what stands in a cell that is NULL means nothing.
    ///
    /// - Throws: `decoding` for other types.
    @_lifetime(copy self)
    public func lists() throws(DuckDBError) -> Span<ListEntry> {
        guard reader.type.physicalType == .list else { throw stored(as: "lists") }
        return _overrideLifetime(reader.cells.span(ListEntry.self, count: count), copying: self)
    }

    /// The cells that these are made of: the elements of LIST, ARRAY and MAP (key and value in a structure), the fields of
    /// STRUCT by their position, of UNION the tag and then the members.
    ///
    /// An ARRAY of size 3 has the elements of row 2 at 6, 7 and 8.
    ///
    /// - Throws: `misuse` when there is no such child.
    @_lifetime(copy self)
    public func child(_ position: Int) throws(DuckDBError) -> ColumnVector {
        guard reader.children.indices.contains(position) else {
            throw DuckDBError(
                code: .misuse,
                message: "Column \"\(reader.name)\" (\(reader.type)) has \(reader.children.count) parts: there is none "
                    + "at \(position)."
            )
        }
        let child = ColumnVector(reader.children[position], count: reader.childCount(rows: count))
        return _overrideLifetime(child, copying: self)
    }
}
