internal import CDuckDB

/// Writes the cells of one vector: a column of a chunk that is being filled, or what a function returns.
///
/// It writes where `point(to:capacity:firstRow:)` was called with last. Whoever holds that vector calls `letGo()` before it
/// goes; a write without a vector, or beyond its capacity, is an error, so that nothing is ever written elsewhere. Rows are
/// written in any order, each once: the elements of a list that is written twice stay behind.
///
/// Only handed to `ValueConvertible._write`; nothing in it can be used from outside this module.
public final class VectorWriter {
    /// For messages: the column's.
    let name: String
    let type: LogicalType
    let children: [VectorWriter]
    /// The numbers of an ENUM's members, and of the fields of STRUCT and UNION by their names in lower case.
    let positions: [String: Int]
    @usableFromInline let kind: VectorCells.Kind
    /// How many rows were written to earlier vectors.
    private(set) var firstRow = 0
    private(set) var vector: duckdb_vector?
    // Unchecked, here and below: every access is one load or store, by the only thread that writes, and the checks would
    // cost more than the writing.
    @exclusivity(unchecked)
    @usableFromInline private(set) var data: UnsafeMutableRawPointer?
    /// One bit a row, or nil as long as no row is NULL.
    @exclusivity(unchecked)
    @usableFromInline private(set) var validity: UnsafeMutablePointer<UInt64>?
    /// How many rows there is room for.
    @exclusivity(unchecked)
    @usableFromInline private(set) var capacity = 0
    /// The row that was written last, whole; negative for none.
    @exclusivity(unchecked)
    @usableFromInline var lastWritten = -1
    /// How many elements of lists have been written to the child.
    private var elementCount = 0

    /// Makes a writer without a vector; `name` is the column's, for messages.
    init(name: String, type: LogicalType) {
        self.name = name
        self.type = type
        kind = VectorCells.Kind(type)
        children = type.vectorParts.map { VectorWriter(name: name, type: $0) }
        positions = type.partPositions
    }

    /// Writes to this vector from now on, whose lists are empty.
    ///
    /// It has room for `capacity` rows; `firstRow` rows came before it, which messages count.
    func point(to vector: duckdb_vector?, capacity: Int = VectorWriter.standardCapacity, firstRow: Int = 0) {
        letGo()
        guard let vector else { return }
        self.firstRow = firstRow
        follow(vector, capacity: capacity)
    }

    /// The number of rows that the engine's vectors have room for.
    static var standardCapacity: Int { Int(duckdb_vector_size()) }

    /// Forgets the vector, which is about to go or to be emptied.
    func letGo() {
        vector = nil
        data = nil
        validity = nil
        capacity = 0
        lastWritten = -1
        elementCount = 0
        children.forEach { $0.letGo() }
    }

    /// Finds everything that moves when a vector grows.
    ///
    /// The elements of lists do not: they have room of their own.
    private func follow(_ vector: duckdb_vector?, capacity: Int) {
        guard let vector else { return }
        self.vector = vector
        self.capacity = capacity
        data = duckdb_vector_get_data(vector)
        validity = duckdb_vector_get_validity(vector)
        switch type {
        case .list, .map: break
        case .array(_, let size):
            children[0].follow(duckdb_array_vector_get_child(vector), capacity: capacity * size)
        default:
            for (index, child) in children.enumerated() {
                child.follow(duckdb_struct_vector_get_child(vector, idx_t(index)), capacity: capacity)
            }
        }
    }

    /// Makes room for the elements of one more list and says where they begin.
    func claimElements(_ count: Int) throws(DuckDBError) -> Int {
        let start = elementCount
        let end = start + count
        let elements = children[0]
        if end > elements.capacity {
            // Setting the size alone allocates nothing.
            let capacity = max(Self.standardCapacity, elements.capacity * 2, end)
            guard duckdb_list_vector_reserve(vector, idx_t(capacity)) == DuckDBSuccess else { throw Self.vectorIsGone }
            elements.follow(duckdb_list_vector_get_child(vector), capacity: capacity)
        }
        guard duckdb_list_vector_set_size(vector, idx_t(end)) == DuckDBSuccess else { throw Self.vectorIsGone }
        elementCount = end
        return start
    }

    static var vectorIsGone: DuckDBError {
        DuckDBError(code: .misuse, message: "There is no such row to write to: the vector has none, or is gone.")
    }
}

// Cells

extension VectorWriter {
    /// Whether there is such a row; every write asks.
    @inlinable
    func holds(_ row: Int) -> Bool { row >= 0 && row < capacity }

    /// Writes a cell as it is stored; only for the type that the vector stores, and to a row that there is.
    @inlinable
    func store<T: BitwiseCopyable>(_ value: T, at row: Int) {
        // `data` is nil only for types without data of their own (STRUCT, ARRAY), which never store.
        data.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: row &* MemoryLayout<T>.stride, as: T.self)
    }

    /// Writes a cell of a plain type, which the vector stores.
    @inlinable
    func storeValid<T: BitwiseCopyable>(_ value: T, at row: Int) {
        store(value, at: row)
        markValid(row)
    }

    /// Lets a value write a cell, and sees to it that it does: what stands there otherwise is left from before, the address
    /// of a text that is gone for example.
    @inlinable
    func accept<T: ValueConvertible>(_ value: T, at row: Int) throws(DuckDBError) {
        try value._write(to: self, at: row)
        guard lastWritten == row else { throw Self.notWritten(T.self) }
    }

    @usableFromInline
    static func notWritten(_ type: Any.Type) -> DuckDBError {
        DuckDBError(code: .misuse, message: "\(type) has a `_write` of its own that does not write. Remove it.")
    }

    /// Says that the cell is written, and not NULL.
    @inlinable
    func markValid(_ row: Int) {
        lastWritten = row
        guard let validity else { return }
        validity[row &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
    }

    /// Says that the cell is written, and NULL; of a row that there is.
    func markNull(_ row: Int) {
        lastWritten = row
        if validity == nil {
            duckdb_vector_ensure_validity_writable(vector)
            validity = duckdb_vector_get_validity(vector)
        }
        validity?[row >> 6] &= ~(1 << UInt64(row & 63))
    }

    /// Copies bytes to a cell; the engine keeps them with the vector.
    ///
    /// Text is not checked again: a `String` is UTF-8.
    func storeBytes(_ bytes: UnsafeRawBufferPointer, at row: Int) {
        // Without bytes there may be no address either.
        let start = bytes.baseAddress ?? UnsafeRawPointer(data.unsafelyUnwrapped)
        duckdb_unsafe_vector_assign_string_element_len(
            vector,
            idx_t(row),
            start.assumingMemoryBound(to: CChar.self),
            idx_t(bytes.count)
        )
    }
}

extension LogicalType {
    fileprivate var partPositions: [String: Int] {
        let names: [String] =
            switch self {
            case .enumeration(let members): members
            case .structure(let fields), .union(let fields): fields.map { $0.name.lowercased() }
            default: []
            }
        return Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
