internal import CDuckDB

/// The owner of one `duckdb_value`; destroyed once, when it goes out of scope.
///
/// One way in for every type: scalars and nested values are all bound as values.
struct ValueHandle: ~Copyable {
    let pointer: duckdb_value

    /// Makes a value of the type that is inferred from it.
    ///
    /// - Throws: What inferring throws; `invalidInput` for what the engine refuses, `serialization` for a GEOMETRY that is
    ///   no well-known binary.
    init(_ value: Value) throws(DuckDBError) {
        let made = try ValueHandle(value, LogicalType(of: value))
        if case .variant = value {
            // Only a value within another is cast by the engine.
            pointer = try ValueHandle(casting: made, to: .variant).release()
        } else {
            pointer = made.release()
        }
    }

    /// Makes a value of its own type, which the engine casts to `type` when it goes into a value that is made of that: what
    /// `type` was inferred from is this value and what stands beside it in a list.
    init(_ value: Value, _ type: LogicalType) throws(DuckDBError) {
        let made: duckdb_value? =
            if case .variant = type {
                try Self.variant(value)
            } else {
                switch value {
                case .list, .array, .structure, .map, .union: try Self.nested(value, type)
                default: try Self.scalar(value, type)
                }
            }
        guard let made else { throw Self.refused(value) }
        pointer = made
    }

    /// Casts as the engine does when it puts a value into a list; the C API has no cast of its own.
    init(casting value: borrowing ValueHandle, to type: LogicalType) throws(DuckDBError) {
        let handle = LogicalTypeHandle(type)
        var element: duckdb_value? = value.pointer
        var list = duckdb_create_list_value(handle.pointer, &element, 1)
        defer { duckdb_destroy_value(&list) }
        guard let list, let cast = duckdb_get_list_child(list, 0) else {
            throw DuckDBError(code: .invalidInput, message: "The engine could not make a value of type \(type).")
        }
        pointer = cast
    }

    deinit {
        var value: duckdb_value? = pointer
        duckdb_destroy_value(&value)
    }

    private static func refused(_ value: Value) -> DuckDBError {
        var text = "The engine could not take the value of a parameter, a \(value.kind)."
        if case .map = value { text += " The keys of a MAP are not NULL, and differ from each other." }
        return DuckDBError(code: .invalidInput, message: text)
    }
}
