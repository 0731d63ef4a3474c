internal import CDuckDB
internal import Glibc

/// The owner of one `duckdb_logical_type`; destroyed once, when it goes out of scope.
struct LogicalTypeHandle: ~Copyable {
    let pointer: duckdb_logical_type?
    private let counted = OpenHandle("duckdb_logical_type")

    /// Makes the engine's type of a type that values are bound with.
    init(_ type: LogicalType) {
        pointer = Self.make(type)
    }

    deinit {
        var type = pointer
        duckdb_destroy_logical_type(&type)
    }

    private static func make(_ type: LogicalType) -> duckdb_logical_type? {
        switch type {
        case .list(let element): list(LogicalTypeHandle(element))
        case .structure(let fields): structure(fields)
        case .decimal(let width, let scale): duckdb_create_decimal_type(width, scale)
        default: duckdb_create_logical_type(type.simpleID)
        }
    }

    /// The engine copies the types that others are made of: the parts still belong to their owners.
    private static func list(_ element: borrowing LogicalTypeHandle) -> duckdb_logical_type? {
        duckdb_create_list_type(element.pointer)
    }

    private static func structure(_ fields: [LogicalType.Field]) -> duckdb_logical_type? {
        var types = fields.map { make($0.type) }
        defer { for index in types.indices { duckdb_destroy_logical_type(&types[index]) } }
        let names = fields.map { strdup($0.name) }
        defer { names.forEach { free($0) } }
        var pointers = names.map { UnsafePointer($0) }
        return duckdb_create_struct_type(&types, &pointers, idx_t(fields.count))
    }
}
