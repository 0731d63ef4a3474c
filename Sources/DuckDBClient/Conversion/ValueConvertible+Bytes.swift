#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Bool: ValueConvertible {
    /// BOOLEAN.
    public var sqlValue: Value { .boolean(self) }

    /// Reads BOOLEAN.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .boolean(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "Bool") }
        self = value
    }

    /// Loads the cell where the column is BOOLEAN.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> Bool {
        guard cell.kind == .boolean, cell.isValid else { return try cell.convert(Self.self) }
        return cell.load(UInt8.self) != 0
    }

    /// Stores the cell where the column is BOOLEAN.
    @inlinable
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == .boolean, writer.holds(row) else { return try writer.convert(self, at: row) }
        writer.storeValid(UInt8(self ? 1 : 0), at: row)
    }
}

extension String: ValueConvertible {
    /// VARCHAR.
    public var sqlValue: Value { .text(self) }

    /// Reads VARCHAR and ENUM.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .text(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "String") }
        self = value
    }

    /// Copies the text where the column is VARCHAR.
    @inlinable
    public static func _read(_ cell: borrowing VectorCell) throws(DuckDBError) -> String {
        guard cell.kind == .text, cell.isValid else { return try cell.convert(Self.self) }
        return String(decoding: cell.cells.bytes(at: cell.row), as: UTF8.self)
    }

    /// Copies the text where the column is VARCHAR.
    public func _write(to writer: VectorWriter, at row: Int) throws(DuckDBError) {
        guard writer.kind == .text, writer.holds(row) else { return try writer.convert(self, at: row) }
        try writer.putText(self, at: row)
    }
}

extension Data: ValueConvertible {
    /// BLOB.
    public var sqlValue: Value { .blob([UInt8](self)) }

    /// Reads BLOB.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .blob(let bytes) = sqlValue else { throw DuckDBError(sqlValue, isNot: "Data") }
        self.init(bytes)
    }
}

extension UUID: ValueConvertible {
    /// UUID.
    public var sqlValue: Value { .uuid(self) }

    /// Reads UUID.
    ///
    /// - Throws: `decoding` for everything else.
    public init(sqlValue: Value) throws(DuckDBError) {
        guard case .uuid(let value) = sqlValue else { throw DuckDBError(sqlValue, isNot: "UUID") }
        self = value
    }
}
