extension ValueDecoder {
    /// A decoding failure as an error that says the column, the row, both types and what did not fit.
    static func failure(_ error: any Error, columns: Columns, row: Int? = nil) -> DuckDBError {
        error as? DuckDBError ?? DuckDBError(code: .decoding, message: text(of: error, columns: columns, row: row))
    }

    private static func text(of error: any Error, columns: Columns, row: Int?) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "There is no column or field \"\(key.stringValue)\"\(place(context.codingPath, columns, row)): "
                + "\(context.debugDescription)."
        case DecodingError.valueNotFound(let type, let context),
            DecodingError.typeMismatch(let type, let context):
            "\(type) could not be read\(place(context.codingPath, columns, row)): \(context.debugDescription)."
        case DecodingError.dataCorrupted(let context):
            "A value could not be read\(place(context.codingPath, columns, row)): \(withoutValue(context.debugDescription))."
        // Behind the first paragraph, and so not in what is logged: it may hold the value.
        default: "A row could not be read: its type's own init(from:) threw \(type(of: error)).\n\n\(error)"
        }
    }

    /// An enumeration with raw values quotes the one that it does not have.
    private static func withoutValue(_ text: String) -> String {
        text.replacing(/(?s)(from invalid \S+ value) .*/) { match in "\(match.output.1)" }
    }

    private static func place(_ path: [any CodingKey], _ columns: Columns, _ row: Int?) -> String {
        guard let first = path.first else { return "" }
        let name = path.map(\.stringValue).joined(separator: ".")
        let type = columns.index(ofColumn: first.stringValue).map { " (\(columns[$0].type))" } ?? ""
        return " from column \"\(name)\"\(type)" + (row.map { ", row \($0 + 1)" } ?? "")
    }
}

extension Value {
    /// The kind of the value for messages; never the value itself.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .boolean: "BOOLEAN"
        case .integer, .hugeInteger, .unsignedHugeInteger, .bigInteger: "whole number"
        case .float, .double: "floating-point number"
        case .decimal: "DECIMAL"
        case .text: "text"
        case .blob: "BLOB"
        case .bits: "BIT"
        case .uuid: "UUID"
        case .date: "DATE"
        case .time: "TIME"
        case .timestamp: "TIMESTAMP"
        case .interval: "INTERVAL"
        case .geometry: "GEOMETRY"
        case .list, .array: "list"
        case .structure: "structure"
        case .map: "MAP"
        case .union: "UNION"
        case .variant(let value): "VARIANT of \(value.kind)"
        }
    }
}
