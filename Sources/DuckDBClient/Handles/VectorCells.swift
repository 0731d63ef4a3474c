/// Where the cells of one vector are.
///
/// It points into a chunk of a result, and is used only while that chunk is held, with rows that the chunk has.
@usableFromInline
struct VectorCells {
    /// How the cells are stored.
    @usableFromInline
    enum Kind: Sendable {
        case boolean, int8, int16, int32, int64, int128, uint8, uint16, uint32, uint64, uint128
        case float, double, text, date, timestamp
        /// By way of ``Value``.
        case other
    }

    @usableFromInline let kind: Kind
    @usableFromInline let data: UnsafeRawPointer?
    @usableFromInline let validity: UnsafePointer<UInt64>?
    /// Unretained: whoever holds the chunk holds its readers.
    private let reader: Unmanaged<VectorReader>

    init(reader: VectorReader, kind: Kind, data: UnsafeRawPointer?, validity: UnsafePointer<UInt64>?) {
        self.kind = data == nil ? .other : kind
        self.data = data
        self.validity = validity
        self.reader = Unmanaged.passUnretained(reader)
    }

    /// Whether the cell is not NULL.
    @inlinable
    func isValid(_ row: Int) -> Bool {
        guard let validity else { return true }
        return validity[row &>> 6] & (1 &<< UInt64(truncatingIfNeeded: row & 63)) != 0
    }

    /// The cell as it is stored; only for the type that ``kind`` stands for, which always has data.
    @inlinable
    func load<T: BitwiseCopyable>(_: T.Type, at row: Int) -> T {
        data.unsafelyUnwrapped.loadUnaligned(fromByteOffset: row &* MemoryLayout<T>.stride, as: T.self)
    }

    /// The bytes of a text, where they lie.
    ///
    /// A cell has 16 bytes: a length of 4, then up to 12 bytes of text, or 4 of them and a pointer to all
    /// (`duckdb_string_t` in duckdb.h).
    @inlinable
    func bytes(at row: Int) -> UnsafeRawBufferPointer {
        let cell = data.unsafelyUnwrapped + row &* 16
        let count = Int(cell.loadUnaligned(as: UInt32.self))
        let start = count <= 12 ? cell + 4 : cell.loadUnaligned(fromByteOffset: 8, as: UnsafeRawPointer.self)
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// All cells as they are stored; only for the type that the column is stored as.
    @_lifetime(borrow self)
    func span<T: BitwiseCopyable>(_: T.Type, count: Int) -> Span<T> {
        let elements = data?.assumingMemoryBound(to: T.self)
        let buffer = UnsafeBufferPointer(start: elements, count: elements == nil ? 0 : count)
        return _overrideLifetime(Span(_unsafeElements: buffer), borrowing: self)
    }

    /// Any cell as any type, by way of ``Value``, with the place in the error.
    @usableFromInline
    func convert<T: ValueConvertible>(_ type: T.Type, at row: Int) throws(DuckDBError) -> T {
        let reader = reader.takeUnretainedValue()
        do throws(DuckDBError) {
            return try T(reading: reader.value(at: row))
        } catch {
            throw error.reading(type, from: reader.name, reader.type, row: reader.firstRow + row)
        }
    }
}

extension VectorCells.Kind {
    init(_ type: LogicalType) {
        self =
            switch type {
            case .boolean: .boolean
            case .tinyint: .int8
            case .smallint: .int16
            case .integer: .int32
            case .bigint: .int64
            case .hugeint: .int128
            case .utinyint: .uint8
            case .usmallint: .uint16
            case .uinteger: .uint32
            case .ubigint: .uint64
            case .uhugeint: .uint128
            case .float: .float
            case .double: .double
            case .varchar: .text
            case .date: .date
            case .timestamp(.microseconds): .timestamp
            default: .other
            }
    }
}
