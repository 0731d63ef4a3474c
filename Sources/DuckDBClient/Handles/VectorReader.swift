internal import CDuckDB

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reads the cells of one column, chunk after chunk.
///
/// The pointers belong to the chunk that `point(to:firstRow:)` was called with last. Whoever holds that chunk calls
/// `letGo()` before it is destroyed, after which every read is an error; rows come from the chunk's size and from the list
/// entries that the engine wrote, so every access is inside the vector.
final class VectorReader {
    let name: String
    let type: LogicalType
    let children: [VectorReader]
    /// How many rows came in earlier chunks.
    private(set) var firstRow = 0
    private(set) var vector: duckdb_vector?
    private var data: UnsafeRawPointer?
    private var validity: UnsafePointer<UInt64>?
    private let kind: VectorCells.Kind
    /// The cells once more, where a number can be read in place.
    private var aligned: UnsafeMutableRawPointer?

    /// Reads nothing yet; the name is the column's, for messages.
    init(name: String, type: LogicalType) {
        self.name = name
        self.type = type
        kind = VectorCells.Kind(type)
        children = type.vectorParts.map { VectorReader(name: name, type: $0) }
    }

    deinit {
        aligned?.deallocate()
    }

    convenience init(_ column: Column) {
        self.init(name: column.name, type: column.type)
    }

    var cells: VectorCells { VectorCells(reader: self, kind: kind, data: data, validity: validity) }

    /// The cells where a number of this type can be read in place: the engine's own, or a copy of them.
    ///
    /// What the engine reads from a file without decompressing it lies where the file has it, which suits no 128-bit integer.
    func cells<T>(alignedFor type: T.Type, count: Int) -> VectorCells {
        guard let data, UInt(bitPattern: data) % UInt(MemoryLayout<T>.alignment) != 0 else { return cells }
        if aligned == nil {
            let size = count * MemoryLayout<T>.stride
            let copy = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<T>.alignment)
            copy.copyMemory(from: data, byteCount: size)
            aligned = copy
        }
        return VectorCells(reader: self, kind: kind, data: aligned.map { UnsafeRawPointer($0) }, validity: validity)
    }

    /// Reads from this vector from now on.
    func point(to vector: duckdb_vector?, firstRow: Int = 0) {
        letGo()
        self.vector = vector
        self.firstRow = firstRow
        data = UnsafeRawPointer(duckdb_vector_get_data(vector))
        validity = UnsafePointer(duckdb_vector_get_validity(vector))
        for (index, child) in children.enumerated() {
            switch type {
            case .list, .map: child.point(to: duckdb_list_vector_get_child(vector))
            case .array: child.point(to: duckdb_array_vector_get_child(vector))
            default: child.point(to: duckdb_struct_vector_get_child(vector, idx_t(index)))
            }
        }
    }

    /// How many cells the children have, for so many rows here.
    func childCount(rows: Int) -> Int {
        switch type {
        case .list, .map: Int(duckdb_list_vector_get_size(vector))
        case .array(_, let size): rows * size
        default: rows
        }
    }

    static var rowIsGone: DuckDBError {
        DuckDBError(code: .misuse, message: "The row is gone: its values are to be read while it is the current one.")
    }

    /// Forgets the vector, which is about to go.
    func letGo() {
        vector = nil
        data = nil
        validity = nil
        aligned?.deallocate()
        aligned = nil
        children.forEach { $0.letGo() }
    }

    /// The cell of one row.
    func value(at row: Int) throws(DuckDBError) -> Value {
        guard vector != nil else { throw Self.rowIsGone }
        guard isValid(row) else { return .null }
        switch type {
        case .boolean: return .boolean(load(UInt8.self, row) != 0)
        case .tinyint: return .integer(Int64(load(Int8.self, row)))
        case .smallint: return .integer(Int64(load(Int16.self, row)))
        case .integer: return .integer(Int64(load(Int32.self, row)))
        case .bigint: return .integer(load(Int64.self, row))
        case .utinyint: return .integer(Int64(load(UInt8.self, row)))
        case .usmallint: return .integer(Int64(load(UInt16.self, row)))
        case .uinteger: return .integer(Int64(load(UInt32.self, row)))
        case .ubigint: return Value(unsigned: load(UInt64.self, row))
        case .hugeint: return .hugeInteger(hugeInteger(row))
        case .uhugeint: return .unsignedHugeInteger(UInt128(truncatingIfNeeded: hugeInteger(row)))
        case .float: return .float(load(Float.self, row))
        case .double: return .double(load(Double.self, row))
        case .decimal(let width, let scale):
            return .decimal(FixedDecimal(unscaled: unscaled(row, width: width), scale: scale))
        case .varchar: return .text(text(row))
        case .blob: return .blob(bytes(row))
        case .bit: return .bits(try BitString(engineBytes: bytes(row)))
        case .bignum: return .bigInteger(try BigInteger(engineBytes: bytes(row)))
        case .geometry: return .geometry(Geometry(wkb: bytes(row)))
        case .uuid: return .uuid(uuid(row))
        case .date: return .date(CalendarDate(daysSinceEpoch: load(Int32.self, row)))
        case .time: return .time(try TimeOfDay(microseconds: load(Int64.self, row)))
        case .timeNS: return .time(TimeOfDay(nanoseconds: load(Int64.self, row), hasNanoseconds: true))
        case .timeTZ: return .time(TimeOfDay(engineBits: load(UInt64.self, row)))
        case .timestamp(let unit): return .timestamp(Timestamp(ticks: load(Int64.self, row), unit: unit))
        case .timestampTZ: return .timestamp(Timestamp(ticks: load(Int64.self, row), unit: .microseconds, isUTC: true))
        case .interval: return .interval(interval(row))
        case .enumeration(let members): return .text(try member(enumIndex(row, members: members.count), of: members))
        case .list, .map, .array, .structure, .union: return try nested(row)
        case .null: return .null
        case .variant: return .variant(try variant(row))
        case .unknown:
            throw DuckDBError(
                code: .unsupportedType,
                message: "This client does not know the type \(type). Cast it in SQL, for example to VARCHAR."
            )
        }
    }

    private func nested(_ row: Int) throws(DuckDBError) -> Value {
        switch type {
        case .list:
            return .list(try elements(of: load(duckdb_list_entry.self, row)))
        case .array(_, let size):
            return .array(try elements(of: duckdb_list_entry(offset: UInt64(row * size), length: UInt64(size))))
        case .map:
            var entries: [MapEntry] = []
            for case .structure(let fields) in try elements(of: load(duckdb_list_entry.self, row)) {
                entries.append(MapEntry(key: fields[0].value, value: fields[1].value))
            }
            return .map(entries)
        case .structure(let fields):
            var values: [StructField] = []
            for (field, child) in zip(fields, children) {
                values.append(StructField(name: field.name, value: try child.value(at: row)))
            }
            return .structure(values)
        case .union(let members):
            let tag = Int(children[0].load(UInt8.self, row))
            let member = try member(tag, of: members)
            return .union(member: member.name, value: try children[tag + 1].value(at: row))
        default: return .null
        }
    }

    /// The engine does not check the members that it reads from a file.
    private func member<T>(_ index: Int, of members: [T]) throws(DuckDBError) -> T {
        guard members.indices.contains(index) else {
            throw DuckDBError(
                code: .serialization,
                message: "A value of type \(type) is its member \(index), which there is not."
            )
        }
        return members[index]
    }

    private func elements(of entry: duckdb_list_entry) throws(DuckDBError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(Int(entry.length))
        for row in Int(entry.offset)..<Int(entry.offset + entry.length) {
            values.append(try children[0].value(at: row))
        }
        return values
    }

    private func isValid(_ row: Int) -> Bool {
        guard let validity else { return true }
        return validity[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    func load<T: BitwiseCopyable>(_: T.Type, _ row: Int) -> T {
        // `data` is nil only for types without data of their own (STRUCT, ARRAY), which never load.
        data.unsafelyUnwrapped.loadUnaligned(fromByteOffset: row * MemoryLayout<T>.stride, as: T.self)
    }

    private func hugeInteger(_ row: Int) -> Int128 {
        let value = load(duckdb_hugeint.self, row)
        return Int128(value.upper) << 64 | Int128(value.lower)
    }

    private func unscaled(_ row: Int, width: UInt8) -> Int128 {
        switch width {
        case ...4: Int128(load(Int16.self, row))
        case ...9: Int128(load(Int32.self, row))
        case ...18: Int128(load(Int64.self, row))
        default: hugeInteger(row)
        }
    }

    private func enumIndex(_ row: Int, members: Int) -> Int {
        switch members {
        case ...0xFF: Int(load(UInt8.self, row))
        case ...0xFFFF: Int(load(UInt16.self, row))
        default: Int(load(UInt32.self, row))
        }
    }

    private func interval(_ row: Int) -> CalendarInterval {
        let value = load(duckdb_interval.self, row)
        return CalendarInterval(months: value.months, days: value.days, microseconds: value.micros)
    }

    /// The engine stores a UUID as a 128-bit integer with its sign bit flipped, so that it sorts as text does.
    private func uuid(_ row: Int) -> UUID {
        let bits = UInt128(truncatingIfNeeded: hugeInteger(row)) ^ (1 << 127)
        return UUID(bits: bits)
    }

    func text(_ row: Int) -> String {
        withBytes(row) { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ row: Int) -> [UInt8] {
        withBytes(row) { Array($0) }
    }

    private func withBytes<T>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
        // `duckdb_string_t_data` wants a mutable pointer but only reads: short strings live inside the cell itself.
        let cells = UnsafeMutableRawPointer(mutating: data.unsafelyUnwrapped)
            .assumingMemoryBound(to: duckdb_string_t.self)
        let length = Int(duckdb_string_t_length(cells[row]))
        return body(UnsafeRawBufferPointer(start: duckdb_string_t_data(cells + row), count: length))
    }
}

extension LogicalType {
    /// The types of the vectors that a vector of this type is made of.
    var vectorParts: [LogicalType] {
        switch self {
        case .list(let element), .array(let element, _): [element]
        case .map(let key, let value): [.structure([Field(name: "key", type: key), Field(name: "value", type: value)])]
        case .structure(let fields): fields.map(\.type)
        case .union(let members): [.utinyint] + members.map(\.type)
        case .variant: VectorReader.variantParts
        default: []
        }
    }
}
