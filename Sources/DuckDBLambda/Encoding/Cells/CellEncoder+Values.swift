internal import DuckDBClient

extension CellEncoder {
    /// The loop over cells by way of `Value`: rare types, and those whose type differs from row to row.
    func encodeValues(_ vector: ColumnVector, _ rows: [Int], _ cells: inout CellTexts) throws(DuckDBError) {
        for row in rows {
            cells.text.append(before)
            try writeValue(vector, row, &cells.text)
            cells.text.append(after)
            cells.endCell()
        }
    }

    /// One cell by way of `Value`.
    ///
    /// - Throws: As `ColumnVector.value(at:)`.
    func writeValue(_ vector: ColumnVector, _ row: Int, _ text: inout TextBuffer) throws(DuckDBError) {
        let value = try vector.value(at: row)
        guard case .csv(let delimiter) = style else {
            return text.append(json: value, largeNumbersAsText: largeNumbersAsText)
        }
        write(field: value, delimiter, &text)
    }

    private func write(field value: Value, _ delimiter: CSVDelimiter, _ text: inout TextBuffer) {
        switch value {
        case .null: break
        case .variant(let value): write(field: value, delimiter, &text)
        case .text(let value): text.append(csvField: value.utf8.span, delimiter: delimiter)
        default:
            var json = TextBuffer()
            json.append(json: value, largeNumbersAsText: largeNumbersAsText)
            let isString = json.withBytes(0..<json.count) { $0[0] == UInt8(ascii: "\"") }
            // Nothing is escaped in the string of a number, a time or bytes.
            json.withBytes(isString ? 1..<json.count - 1 : 0..<json.count) {
                text.append(csvField: $0, delimiter: delimiter)
            }
        }
    }
}
