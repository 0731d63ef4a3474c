internal import DuckDBClient

/// Writes the cells of one column, or of a part of a nested one, as text.
///
/// What is the same for all cells is made once a result: the key in front of each, the members of an ENUM, the encoders of
/// the parts. A block of cells is written in one loop over the engine's own memory, for the one type that the column has.
struct CellEncoder {
    enum Style {
        case json
        case csv(CSVDelimiter)

        var isJSON: Bool { if case .json = self { true } else { false } }
    }

    let type: LogicalType
    let style: Style
    let largeNumbersAsText: Bool
    /// What stands before and behind each cell, NULL or not.
    let before: [UInt8]
    let after: [UInt8]
    /// Of the elements, fields, key and value, or members; of a nested column in CSV, the column in JSON.
    let parts: [CellEncoder]
    /// The members of an ENUM, as they are written.
    let members: [[UInt8]]

    init(
        _ type: LogicalType,
        style: Style = .json,
        largeNumbersAsText: Bool,
        before: [UInt8] = [],
        after: [UInt8] = []
    ) {
        self.type = type
        self.style = style
        self.largeNumbersAsText = largeNumbersAsText
        self.before = before
        self.after = after
        parts = Self.parts(of: type, style, largeNumbersAsText)
        members = if case .enumeration(let members) = type { members.map { Self.text($0, style) } } else { [] }
    }

    private static func text(_ text: String, _ style: Style) -> [UInt8] {
        var buffer = TextBuffer()
        switch style {
        case .json: buffer.append(jsonString: text)
        case .csv(let delimiter): buffer.append(csvField: text.utf8.span, delimiter: delimiter)
        }
        return buffer.bytes
    }

    private static func parts(of type: LogicalType, _ style: Style, _ asText: Bool) -> [CellEncoder] {
        guard style.isJSON else {
            return type.isNested ? [CellEncoder(type, largeNumbersAsText: asText)] : []
        }
        switch type {
        case .list(let element), .array(let element, _):
            return [CellEncoder(element, largeNumbersAsText: asText, before: [UInt8(ascii: ",")])]
        case .map(let key, let value):
            return [key, value].map { CellEncoder($0, largeNumbersAsText: asText) }
        case .structure(let fields):
            let keys = UniqueNames.keys(fields.map(\.name))
            return fields.indices.map { index in
                CellEncoder(
                    fields[index].type,
                    largeNumbersAsText: asText,
                    before: [UInt8(ascii: index == 0 ? "{" : ",")] + keys[index],
                    after: index == fields.count - 1 ? [UInt8(ascii: "}")] : []
                )
            }
        case .union(let members):
            let keys = UniqueNames.keys(members.map(\.name))
            return zip(members, keys).map { member, key in
                CellEncoder(
                    member.type,
                    largeNumbersAsText: asText,
                    before: [UInt8(ascii: "{")] + key,
                    after: [UInt8(ascii: "}")]
                )
            }
        default: return []
        }
    }

    /// Writes a cell for each of these rows.
    ///
    /// - Throws: As `ColumnVector.value(at:)`, for damaged cells and types that the client does not know.
    func encode(_ vector: ColumnVector, rows: [Int], into cells: inout CellTexts) throws(DuckDBError) {
        cells.reserve(cells: rows.count)
        switch type {
        case .boolean, .tinyint, .smallint, .integer, .bigint, .utinyint, .usmallint, .uinteger, .ubigint, .hugeint,
            .uhugeint, .float, .double, .decimal, .enumeration:
            try encodeNumbers(vector, rows, &cells)
        case .date, .time, .timeNS, .timeTZ, .timestamp, .timestampTZ: try encodeTimes(vector, rows, &cells)
        case .varchar, .blob, .geometry, .uuid: try encodeTexts(vector, rows, &cells)
        case .list, .array, .map, .structure, .union: try encodeNested(vector, rows, &cells)
        case .bit, .bignum, .interval, .variant, .null, .unknown: try encodeValues(vector, rows, &cells)
        }
    }

    /// The loop over cells that the engine stores as numbers; `write` returns false for one that is out of its range.
    @inline(__always)
    func fixed<T: VectorElement>(
        _: T.Type,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts,
        _ write: (T, inout TextBuffer) -> Bool
    ) throws(DuckDBError) {
        let values = try vector.values(T.self)
        let validity = vector.validity
        for row in rows {
            cells.text.append(before)
            if !validity[row] {
                writeNull(to: &cells.text)
            } else if !write(values[row], &cells.text) {
                try writeValue(vector, row, &cells.text)
            }
            cells.text.append(after)
            cells.endCell()
        }
    }

    /// The loop over cells that the engine stores as bytes.
    @inline(__always)
    func bytes(
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts,
        _ write: (Span<UInt8>, inout TextBuffer) -> Void
    ) throws(DuckDBError) {
        let texts = try vector.bytes()
        let validity = vector.validity
        for row in rows {
            cells.text.append(before)
            if validity[row] { write(texts[row], &cells.text) } else { writeNull(to: &cells.text) }
            cells.text.append(after)
            cells.endCell()
        }
    }

    @inline(__always)
    func writeNull(to text: inout TextBuffer) {
        if style.isJSON { text.append("null") }
    }
}

extension LogicalType {
    fileprivate var isNested: Bool {
        switch self {
        case .list, .array, .map, .structure, .union: true
        default: false
        }
    }
}
