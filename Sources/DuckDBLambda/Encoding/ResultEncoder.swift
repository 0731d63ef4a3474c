public import DuckDBClient
public import NIOCore

/// Writes a result's chunks as bytes of a ``ResultFormat``, piece by piece: ``begin(into:)``, ``encode(_:into:)`` for each
/// chunk, ``end(into:)``.
///
/// Cells go straight from the engine's memory into the bytes, a column at a time. `Rows.encode` does all of it where a
/// result is wanted whole, or in pieces of a size.
///
/// | SQL | JSON | CSV |
/// |---|---|---|
/// | NULL | `null` | nothing; an empty text is `""` |
/// | BOOLEAN | `true`, `false` | as JSON |
/// | integers of every width, HUGEINT, UHUGEINT, BIGNUM | a number with all its digits | as JSON |
/// | DECIMAL | a number with all digits of its scale | as JSON |
/// | FLOAT, DOUBLE | the shortest number that reads back the same; `"NaN"`, `"Infinity"`, `"-Infinity"` | without quotes |
/// | VARCHAR, ENUM, UUID | a string | the text, in quotes where it needs them |
/// | DATE | `"2026-01-31"`, `"infinity"`, `"-infinity"` | without quotes |
/// | TIME, TIME_NS | `"13:45:30.5"` | without quotes |
/// | TIME WITH TIME ZONE | `"13:45:30.5+02:00"` | without quotes |
/// | TIMESTAMP of every precision | `"2026-01-31T13:45:30.5"`, without a zone, which it has none of | without quotes |
/// | TIMESTAMP WITH TIME ZONE | `"2026-01-31T13:45:30.5Z"` | without quotes |
/// | INTERVAL | `"P1M2DT3.5S"`, an ISO 8601 duration | without quotes |
/// | BIT | a string of `0` and `1` | without quotes |
/// | BLOB | Base64 | without quotes |
/// | GEOMETRY | Base64 of its well-known binary | without quotes |
/// | LIST, ARRAY | an array | the JSON |
/// | STRUCT | an object | the JSON |
/// | UNION | an object of the one member that is set | the JSON |
/// | MAP | an object, its keys as text | the JSON |
/// | VARIANT | what it holds, as above | as above |
///
/// Dates and times are those of RFC 3339, with as many digits of a second as there are. Years that four digits do not hold have
/// a sign and at least six, as in ECMAScript: `"+012026-01-31"`, and `"-000043-03-15"` in 44 BC, as year 0 is 1 BC.
///
/// Columns keep their order. Of columns with the same name the second gets the suffix `_1`, and so on, as in DuckDB's own
/// tables, so that nothing is lost; so do the fields of a ROW, which have no names.
public struct ResultEncoder: ~Copyable {
    /// How many rows are written at a time, from all columns: few enough to stay in the processor's cache.
    private static let blockSize = 256
    /// How many bytes such rows may have, by what is known beforehand, if they are more than one.
    private static let blockBytes = 131_072
    /// What a `ByteBuffer` holds at most, with room for escapes of the last cell.
    static let mostBytes = 1 << 31

    private let format: ResultFormat
    private let options: ResultOptions
    private let names: [String]
    /// The names as the keys of objects.
    private let keys: [[UInt8]]
    private let encoders: [CellEncoder]
    private var cells = CellTexts()
    /// The columns of ``ResultFormat/columns`` so far, each cell with a comma in front.
    private var held: [ByteBuffer]

    /// How many rows have been encoded.
    public private(set) var rowCount = 0

    /// Makes an encoder for a result with these columns.
    ///
    /// - Parameters:
    ///   - format: Any but `parquet`, which the engine writes itself.
    ///   - columns: The columns of the chunks to come.
    ///   - options: What differs from the default form.
    /// - Throws: `DuckDBError` with the code `misuse` for `parquet`.
    public init(_ format: ResultFormat, columns: Columns, options: ResultOptions = .init()) throws {
        guard format != .parquet else {
            throw DuckDBError(
                code: .misuse,
                message: "Parquet is not made of rows that have been read: run the query with Cursor.encodeParquet."
            )
        }
        self.format = format
        self.options = options
        names = UniqueNames.of(columns.map(\.name))
        keys = UniqueNames.keys(names)
        encoders = Self.encoders(format, columns, keys, options)
        held = format == .columns ? columns.map { _ in ByteBuffer() } : []
    }

    private static func encoders(
        _ format: ResultFormat,
        _ columns: Columns,
        _ keys: [[UInt8]],
        _ options: ResultOptions
    ) -> [CellEncoder] {
        columns.indices.map { index in
            let isFirst = index == 0
            let isLast = index == columns.count - 1
            let frame: (before: [UInt8], after: String) =
                switch format {
                case .json: (Array(isFirst ? ",{".utf8 : ",".utf8) + keys[index], isLast ? "}" : "")
                case .ndjson: (Array(isFirst ? "{".utf8 : ",".utf8) + keys[index], isLast ? "}\n" : "")
                case .csv: (isFirst ? [] : [options.csv.delimiter.byte], isLast ? "\r\n" : "")
                case .columns, .parquet: ([UInt8(ascii: ",")], "")
                }
            return CellEncoder(
                columns[index].type,
                style: format == .csv ? .csv(options.csv.delimiter) : .json,
                largeNumbersAsText: options.largeNumbersAsText,
                before: frame.before,
                after: Array(frame.after.utf8)
            )
        }
    }

    /// Writes what comes before the first row.
    ///
    /// - Parameter buffer: Where to.
    public mutating func begin(into buffer: inout ByteBuffer) {
        switch format {
        case .json: buffer.writeInteger(UInt8(ascii: "["))
        case .csv where options.csv.header && !names.isEmpty: writeHeader(into: &buffer)
        case .csv, .ndjson, .columns, .parquet: break
        }
    }

    private func writeHeader(into buffer: inout ByteBuffer) {
        var header = TextBuffer()
        for (index, name) in names.enumerated() {
            if index > 0 { header.append(options.csv.delimiter.byte) }
            header.append(csvField: name.utf8.span, delimiter: options.csv.delimiter)
        }
        header.append("\r\n")
        buffer.writeBytes(header.bytes)
    }

    /// Writes a chunk's rows; those that were read by hand before are left out.
    ///
    /// - Parameters:
    ///   - chunk: A chunk of the result whose columns the encoder was made for.
    ///   - buffer: Where to. Of the format `columns` nothing comes before the end.
    /// - Throws: `DuckDBError` for a damaged cell, or a type that the client does not know; ``ResponseTooLarge`` beyond what
    ///   memory is addressed with, 2 GiB.
    public mutating func encode(_ chunk: borrowing DataChunk, into buffer: inout ByteBuffer) throws {
        var first = chunk.rowsRead
        while first < chunk.rowCount {
            first = try encodeBlock(of: chunk, from: first, into: &buffer, room: Self.mostBytes)
        }
    }

    /// Writes some of a chunk's rows, and returns the first that is left.
    ///
    /// - Throws: `DuckDBError`; ``ResponseTooLarge`` when they have more bytes than there is room for, before any is written.
    mutating func encodeBlock(
        of chunk: borrowing DataChunk,
        from first: Int,
        into buffer: inout ByteBuffer,
        room: Int
    ) throws -> Int {
        let (count, size) = try block(of: chunk, from: first)
        guard size <= min(room, Self.mostBytes - max(buffer.readableBytes, heldByteCount)) else {
            throw ResponseTooLarge(.bytes(room))
        }
        let rows = Array(first..<first + count)
        cells.removeAll()
        for (index, encoder) in encoders.enumerated() {
            try encoder.encode(try chunk.column(index), rows: rows, into: &cells)
        }
        if format == .columns {
            hold(rows.count)
        } else {
            // Without the comma in front of the first row.
            cells.weave(rows: rows.count, dropping: format == .json && rowCount == 0 ? 1 : 0, into: &buffer)
        }
        rowCount += rows.count
        return first + rows.count
    }

    /// How many rows the next block has, and how many bytes they have at least.
    private func block(of chunk: borrowing DataChunk, from first: Int) throws(DuckDBError) -> (count: Int, size: Int) {
        let rows = first..<min(first + Self.blockSize, chunk.rowCount)
        var sizes = [Int](repeating: 0, count: rows.count)
        for (index, encoder) in encoders.enumerated() where encoder.isOfAnySize {
            try encoder.addLeastSizes(try chunk.column(index), rows: rows, to: &sizes)
        }
        var (count, size) = (0, 0)
        while count < rows.count, count == 0 || size + sizes[count] <= Self.blockBytes {
            size += sizes[count]
            count += 1
        }
        return (count, size)
    }

    private var heldByteCount: Int { held.reduce(0) { $0 + $1.readableBytes } }

    private mutating func hold(_ rowCount: Int) {
        for column in held.indices {
            let range = cells.range(of: column * rowCount..<(column + 1) * rowCount)
            cells.text.withBytes(range) { text in
                text.withUnsafeBytes { _ = held[column].writeBytes($0) }
            }
        }
    }

    /// How many bytes ``end(into:)`` will write.
    var endByteCount: Int {
        guard format == .columns else { return format == .json ? 1 : 0 }
        let columns = zip(held, keys).reduce(0) { $0 + max(0, $1.0.readableBytes - 1) + $1.1.count + 2 }
        return columns + max(0, keys.count - 1) + 2
    }

    /// Writes what comes behind the last row, once.
    ///
    /// - Parameter buffer: Where to.
    public mutating func end(into buffer: inout ByteBuffer) {
        switch format {
        case .json: buffer.writeInteger(UInt8(ascii: "]"))
        case .columns: writeHeld(into: &buffer)
        case .ndjson, .csv, .parquet: break
        }
    }

    private mutating func writeHeld(into buffer: inout ByteBuffer) {
        buffer.writeInteger(UInt8(ascii: "{"))
        for (index, key) in keys.enumerated() {
            if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeBytes(key)
            buffer.writeInteger(UInt8(ascii: "["))
            // Without the comma in front of the first cell.
            buffer.writeBytes(held[index].readableBytesView.dropFirst())
            buffer.writeInteger(UInt8(ascii: "]"))
            held[index] = ByteBuffer()
        }
        buffer.writeInteger(UInt8(ascii: "}"))
    }
}
