internal import DuckDBClient

extension CellEncoder {
    func encodeNested(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        if case .csv(let delimiter) = style { return try encodeAsField(delimiter, vector, rows, &cells) }
        switch type {
        case .list: try encodeLists(vector, rows, &cells)
        case .array(_, let size): try encodeArrays(size, vector, rows, &cells)
        case .map: try encodeMaps(vector, rows, &cells)
        case .structure: try encodeStructures(vector, rows, &cells)
        default: try encodeUnions(vector, rows, &cells)
        }
    }

    /// The loop over cells whose parts have been written; `write` gets the position of a cell among those that are not NULL.
    @inline(__always)
    private func nested(
        _ validity: Validity,
        _ rows: [Int],
        _ cells: inout CellTexts,
        _ write: (Int, inout TextBuffer) -> Void
    ) {
        var position = 0
        for row in rows {
            cells.text.append(before)
            if validity[row] {
                write(position, &cells.text)
                position += 1
            } else {
                writeNull(to: &cells.text)
            }
            cells.text.append(after)
            cells.endCell()
        }
    }

    /// The rows whose cells are not NULL: what the parts of others hold is nothing to look at.
    private func valid(_ rows: [Int], _ validity: Validity) -> [Int] {
        guard !validity.isAllValid else { return rows }
        var valid: [Int] = []
        valid.reserveCapacity(rows.count)
        for row in rows where validity[row] { valid.append(row) }
        return valid
    }

    private func encodeAsField(
        _ delimiter: CSVDelimiter,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        var json = CellTexts()
        let validity = vector.validity
        for part in parts { try part.encode(vector, rows: valid(rows, validity), into: &json) }
        nested(validity, rows, &cells) { position, text in
            json.text.withBytes(json.range(of: position)) { bytes in
                text.append(csvField: bytes, delimiter: delimiter)
            }
        }
    }

    private func encodeStructures(
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        var fields = CellTexts()
        let validity = vector.validity
        let valid = valid(rows, validity)
        for (index, part) in parts.enumerated() {
            try part.encode(try vector.child(index), rows: valid, into: &fields)
        }
        nested(validity, rows, &cells) { position, text in
            for cell in stride(from: position, to: parts.count * valid.count, by: valid.count) {
                text.append(fields.text, fields.range(of: cell))
            }
        }
    }

    private func encodeUnions(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        var values = CellTexts()
        let validity = vector.validity
        let valid = valid(rows, validity)
        let tags = try vector.child(0).values(UInt8.self)
        // Member by member, each with its own rows; then where each row's value has come to stand.
        var places = [Int](repeating: 0, count: valid.count)
        var count = 0
        for (member, part) in parts.enumerated() {
            var own: [Int] = []
            for (position, row) in valid.enumerated() where Int(tags[row]) == member {
                own.append(row)
                places[position] = count
                count += 1
            }
            try part.encode(try vector.child(member + 1), rows: own, into: &values)
        }
        guard count == valid.count else { return try encodeValues(vector, rows, &cells) }
        nested(validity, rows, &cells) { position, text in
            text.append(values.text, values.range(of: places[position]))
        }
    }
}

extension CellEncoder {
    private func encodeLists(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        let validity = vector.validity
        let entries = try vector.lists()
        var ranges: [Range<Int>] = []
        for row in valid(rows, validity) { ranges.append(entries[row].range) }
        try encodeElements(ranges, vector, rows, &cells)
    }

    private func encodeArrays(
        _ size: Int,
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        let ranges = valid(rows, vector.validity).map { $0 * size..<($0 + 1) * size }
        try encodeElements(ranges, vector, rows, &cells)
    }

    /// The elements of all lists one after the other, each with a comma in front; then those of one list lie side by side.
    private func encodeElements(
        _ ranges: [Range<Int>],
        _ vector: ColumnVector,
        _ rows: [Int],
        _ cells: inout CellTexts
    ) throws(DuckDBError) {
        var elements = CellTexts()
        for part in parts { try part.encode(try vector.child(0), rows: ranges.flatMap(\.self), into: &elements) }
        var first = 0
        nested(vector.validity, rows, &cells) { position, text in
            let range = elements.range(of: first..<first + ranges[position].count)
            text.append(UInt8(ascii: "["))
            text.append(elements.text, range.dropFirst())
            text.append(UInt8(ascii: "]"))
            first += ranges[position].count
        }
    }

    private func encodeMaps(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        let validity = vector.validity
        let entries = try vector.lists()
        var ranges: [Range<Int>] = []
        for row in valid(rows, validity) { ranges.append(entries[row].range) }
        let pairs = ranges.flatMap(\.self)
        var texts = CellTexts()
        let structure = try vector.child(0)
        for (index, part) in parts.enumerated() {
            try part.encode(try structure.child(index), rows: pairs, into: &texts)
        }
        var first = 0
        nested(validity, rows, &cells) { position, text in
            text.append(UInt8(ascii: "{"))
            for pair in first..<first + ranges[position].count {
                if pair > first { text.append(UInt8(ascii: ",")) }
                write(key: texts.range(of: pair), of: texts, to: &text)
                text.append(UInt8(ascii: ":"))
                text.append(texts.text, texts.range(of: pairs.count + pair))
            }
            text.append(UInt8(ascii: "}"))
            first += ranges[position].count
        }
    }

    /// A key's JSON, which is its own text where it is a string, and in quotes otherwise.
    private func write(key range: Range<Int>, of texts: borrowing CellTexts, to text: inout TextBuffer) {
        texts.text.withBytes(range) { bytes in
            bytes[0] == UInt8(ascii: "\"") ? text.append(bytes) : text.append(jsonString: bytes)
        }
    }
}
