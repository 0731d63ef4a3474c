internal import CDuckDB

extension LogicalType {
    /// Lends the engine's form of the type, for a function's signature.
    ///
    /// - Throws: `unsupportedType` when the engine makes no such type, or another.
    func withHandle(_ body: (duckdb_logical_type) -> Void) throws(DuckDBError) {
        let handle = LogicalTypeHandle(self)
        guard let pointer = handle.pointer, LogicalType(pointer) == self else {
            throw DuckDBError(code: .unsupportedType, message: "A function cannot have the type \(self).")
        }
        body(pointer)
    }
}

extension DuckDBError {
    /// The name of a function, parameter or column, where it is one: the C API reads names up to a NUL.
    static func checked(name: String) throws(DuckDBError) -> String {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw DuckDBError(
                code: .invalidInput,
                message: "Functions, their parameters and columns need names, without NUL."
            )
        }
        return name
    }
}
