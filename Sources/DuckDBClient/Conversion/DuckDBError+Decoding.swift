extension DuckDBError {
    /// A value that a Swift type does not hold; the reason becomes part of a longer message.
    init(decoding reason: String) {
        self.init(code: .decoding, message: reason)
    }

    /// A value of another kind than the type can hold.
    init(_ value: Value, isNot type: String) {
        self.init(decoding: "\(value.isNull ? "NULL" : "a \(value.kind)") is not \(type)")
    }

    /// The same failure with its place; other failures, and those that have one already, stay as they are.
    func reading(_ type: Any.Type, from column: String, _ sqlType: LogicalType, row: Int?) -> DuckDBError {
        guard code == .decoding else { return self }
        let place = "column \"\(column)\" (\(sqlType))" + (row.map { ", row \($0 + 1)" } ?? "")
        return DuckDBError(code: .decoding, message: "\(type) could not be read from \(place): \(message).")
    }
}
