internal import CDuckDB
internal import Glibc

/// The owner of one `duckdb_logical_type`; destroyed once, when it goes out of scope.
struct LogicalTypeHandle: ~Copyable {
    let pointer: duckdb_logical_type?

    /// Makes the engine's type, or none where the engine has none: of an ENUM with a member twice, for example.
    ///
    /// A GEOMETRY has no coordinate reference system: the C API gives none to it.
    init(_ type: LogicalType) {
        pointer =
            switch type {
            case .list(let element): Self.list(LogicalTypeHandle(element))
            case .array(let element, let size): Self.array(LogicalTypeHandle(element), size)
            case .structure(let fields): Self.named(fields, duckdb_create_struct_type)
            case .union(let members): Self.named(members, duckdb_create_union_type)
            case .map(let key, let value): Self.map(LogicalTypeHandle(key), LogicalTypeHandle(value))
            case .decimal(let width, let scale): duckdb_create_decimal_type(width, scale)
            case .enumeration(let members):
                Self.withNames(members) { duckdb_create_enum_type($0, idx_t(members.count)) }
            case .geometry: duckdb_create_logical_type(DUCKDB_TYPE_GEOMETRY)
            case .variant: VariantType.copy()
            default: duckdb_create_logical_type(type.simpleID)
            }
        OpenHandle.opened("duckdb_logical_type")
    }

    deinit {
        var type = pointer
        duckdb_destroy_logical_type(&type)
        OpenHandle.closed("duckdb_logical_type")
    }

    // The engine copies the types that others are made of: the parts still belong to their owners.

    private static func list(_ element: borrowing LogicalTypeHandle) -> duckdb_logical_type? {
        duckdb_create_list_type(element.pointer)
    }

    private static func array(_ element: borrowing LogicalTypeHandle, _ size: Int) -> duckdb_logical_type? {
        size > 0 ? duckdb_create_array_type(element.pointer, idx_t(size)) : nil
    }

    private static func map(
        _ key: borrowing LogicalTypeHandle,
        _ value: borrowing LogicalTypeHandle
    ) -> duckdb_logical_type? {
        duckdb_create_map_type(key.pointer, value.pointer)
    }

    private static func named(
        _ fields: [LogicalType.Field],
        _ create: (
            UnsafeMutablePointer<duckdb_logical_type?>?, UnsafeMutablePointer<UnsafePointer<CChar>?>?, idx_t
        ) -> duckdb_logical_type?
    ) -> duckdb_logical_type? {
        var types: [duckdb_logical_type?] = []
        defer { for index in types.indices { duckdb_destroy_logical_type(&types[index]) } }
        for field in fields { types.append(LogicalTypeHandle(field.type).release()) }
        return withNames(fields.map(\.name)) { create(&types, $0, idx_t(fields.count)) }
    }

    private static func withNames<T>(
        _ names: [String],
        _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        let copies = names.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var pointers = copies.map { UnsafePointer($0) }
        return body(&pointers)
    }

    /// Hands the type to the caller, who destroys it.
    private consuming func release() -> duckdb_logical_type? {
        let pointer = pointer
        OpenHandle.closed("duckdb_logical_type")
        discard self
        return pointer
    }
}
