internal import CDuckDB

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension VectorWriter {
    /// Writes the cell of one row, exactly or not at all.
    ///
    /// Whole numbers fit where they are in range, DECIMAL where no digit is lost, FLOAT and DOUBLE where the number stays the
    /// same, TIMESTAMPs where it is a whole number of ticks (those without a zone count as UTC), a text in ENUM where it is
    /// a member.
    ///
    /// - Throws: `encoding`, with column, type and row, when the type does not hold the value; `misuse` without such a row.
    func write(_ value: Value, at row: Int) throws(DuckDBError) {
        try write(value, of: value.isNull ? "NULL" : "A \(value.kind)", at: row)
    }

    /// The same, for a Swift type that the message names.
    func write(_ value: Value, of source: @autoclosure () -> String, at row: Int) throws(DuckDBError) {
        do throws(DuckDBError) {
            try put(value, at: row)
        } catch {
            throw error.writing(source(), to: name, self.type, row: firstRow + row)
        }
    }

    /// Writes a Swift value by way of ``Value``, with its type in the message.
    @usableFromInline
    func convert<T: ValueConvertible>(_ value: T, at row: Int) throws(DuckDBError) {
        try write(value.sqlValue, of: "\(T.self)", at: row)
    }

    /// Writes NULL, to what the cell is made of too.
    ///
    /// - Throws: `misuse` without such a row.
    @usableFromInline
    func writeNull(at row: Int) throws(DuckDBError) {
        guard holds(row) else { throw Self.vectorIsGone }
        markNull(row)
        switch type {
        case .list, .map: store(duckdb_list_entry(offset: 0, length: 0), at: row)
        case .array(_, let size): for element in 0..<size { try children[0].writeNull(at: row * size + element) }
        default: for child in children { try child.writeNull(at: row) }
        }
    }

    /// Writes a value; what it throws has no place yet.
    func put(_ value: Value, at row: Int) throws(DuckDBError) {
        guard holds(row) else { throw Self.vectorIsGone }
        if case .null = value { return try writeNull(at: row) }
        lastWritten = -1
        switch type {
        case .boolean:
            guard case .boolean(let value) = value else { throw DuckDBError(value, isNot: type) }
            store(UInt8(value ? 1 : 0), at: row)
        case .tinyint: store(try integer(value, Int8.self), at: row)
        case .smallint: store(try integer(value, Int16.self), at: row)
        case .integer: store(try integer(value, Int32.self), at: row)
        case .bigint: store(try integer(value, Int64.self), at: row)
        case .hugeint: store(try integer(value, Int128.self), at: row)
        case .utinyint: store(try integer(value, UInt8.self), at: row)
        case .usmallint: store(try integer(value, UInt16.self), at: row)
        case .uinteger: store(try integer(value, UInt32.self), at: row)
        case .ubigint: store(try integer(value, UInt64.self), at: row)
        case .uhugeint: store(try integer(value, UInt128.self), at: row)
        case .float: store(try float(value), at: row)
        case .double: store(try double(value), at: row)
        case .decimal(let width, let scale): store(unscaled: try unscaled(value, width, scale), width: width, at: row)
        case .varchar, .blob, .bit, .bignum, .geometry: try putBytes(value, at: row)
        case .uuid:
            guard case .uuid(let value) = value else { throw DuckDBError(value, isNot: type) }
            // The engine stores it with the sign bit flipped, so that it sorts as text does.
            store(value.bits ^ (1 << 127), at: row)
        case .date:
            guard case .date(let value) = value else { throw DuckDBError(value, isNot: type) }
            store(value.daysSinceEpoch, at: row)
        case .time, .timeNS, .timeTZ: try putTime(value, at: row)
        case .timestamp(let unit): store(try ticks(value, unit), at: row)
        case .timestampTZ: store(try ticks(value, .microseconds), at: row)
        case .interval:
            guard case .interval(let value) = value else { throw DuckDBError(value, isNot: type) }
            store(
                duckdb_interval(months: value.months, days: value.days, micros: value.microseconds),
                at: row
            )
        case .enumeration(let members): try putMember(value, of: members.count, at: row)
        case .list, .map, .array, .structure, .union: try putNested(value, at: row)
        case .null: throw DuckDBError(value, isNot: type)
        case .variant, .unknown:
            throw DuckDBError(
                code: .unsupportedType,
                message:
                    "A value of type \(type) cannot be written to a vector. Bind it as a parameter of an INSERT, or "
                    + "write its text to a VARCHAR and cast that in SQL."
            )
        }
        markValid(row)
    }

    private func putBytes(_ value: Value, at row: Int) throws(DuckDBError) {
        switch (type, value) {
        case (.varchar, .text(let text)): try putText(text, at: row)
        case (.blob, .blob(let bytes)): try put(bytes, at: row)
        case (.bit, .bits(let bits)): try put(bits.engineBytes(), at: row)
        case (.bignum, .bigInteger(let number)): try put(number.engineBytes(), at: row)
        case (.bignum, .integer(let number)): try put(BigInteger(number).engineBytes(), at: row)
        case (.bignum, .hugeInteger(let number)): try put(BigInteger(number).engineBytes(), at: row)
        case (.bignum, .unsignedHugeInteger(let number)): try put(BigInteger(number).engineBytes(), at: row)
        case (.geometry, .geometry(let geometry)): try put(geometry.engineBytes(), at: row)
        default: throw DuckDBError(value, isNot: type)
        }
    }

    private func put(_ bytes: [UInt8], at row: Int) throws(DuckDBError) {
        try checkLength(bytes.count)
        bytes.withUnsafeBytes { storeBytes($0, at: row) }
    }

    /// Writes a text to VARCHAR; to a row that there is.
    func putText(_ text: String, at row: Int) throws(DuckDBError) {
        var text = text
        try checkLength(text.utf8.count)
        text.withUTF8 { storeBytes(UnsafeRawBufferPointer($0), at: row) }
        markValid(row)
    }

    /// The engine counts the bytes of a value with 32 bits.
    private func checkLength(_ count: Int) throws(DuckDBError) {
        guard count <= UInt32.max else {
            throw DuckDBError(encoding: "a value has less than 4 GiB, not \(count) bytes")
        }
    }

    private func putMember(_ value: Value, of count: Int, at row: Int) throws(DuckDBError) {
        guard case .text(let text) = value else { throw DuckDBError(value, isNot: type) }
        guard let member = positions[text] else {
            throw DuckDBError(encoding: "the text is none of the ENUM's members")
        }
        switch count {
        case ...0xFF: store(UInt8(truncatingIfNeeded: member), at: row)
        case ...0xFFFF: store(UInt16(truncatingIfNeeded: member), at: row)
        default: store(UInt32(truncatingIfNeeded: member), at: row)
        }
    }
}
