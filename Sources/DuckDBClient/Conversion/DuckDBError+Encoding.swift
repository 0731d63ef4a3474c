extension DuckDBError {
    /// A value that an SQL type does not hold; the reason becomes part of a longer message.
    init(encoding reason: String) {
        self.init(code: .encoding, message: reason)
    }

    /// A value of another kind than the SQL type holds.
    init(_ value: Value, isNot type: LogicalType) {
        self.init(encoding: "\(value.isNull ? "NULL" : "a \(value.kind)") is not \(type)")
    }

    /// The same failure with its place; other failures, and those that have one already, stay as they are.
    func writing(_ type: String, to column: String, _ sqlType: LogicalType, row: Int) -> DuckDBError {
        guard code == .encoding, !message.hasSuffix(".") else { return self }
        let name = "\(sqlType)"
        // An ENUM can have thousands of members.
        let typeName = name.count > 200 ? "\(name.prefix(200))…" : name
        return DuckDBError(
            code: .encoding,
            message: "\(type) could not be written to column \"\(column)\" (\(typeName)), row \(row + 1): \(message)."
        )
    }
}
