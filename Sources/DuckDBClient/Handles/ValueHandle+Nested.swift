internal import CDuckDB

extension ValueHandle {
    /// Makes a value with parts, for the caller to destroy.
    ///
    /// `type` was inferred from it. The engine casts the parts to it, and copies them: they still belong to their owners.
    static func nested(_ value: Value, _ type: LogicalType) throws(DuckDBError) -> duckdb_value? {
        switch (value, type) {
        case (.list(let values), .list(let element)):
            return try elements(values, element, duckdb_create_list_value)
        case (.array(let values), .array(let element, _)):
            return try elements(values, element, duckdb_create_array_value)
        case (.structure(let fields), .structure(let types)):
            let handle = LogicalTypeHandle(type)
            let values = try ValueHandles.make(zip(fields, types).map { ($0.value, $1.type) })
            return values.withPointers { duckdb_create_struct_value(handle.pointer, $0) }
        case (.map(let entries), .map(let keyType, let valueType)):
            let handle = LogicalTypeHandle(type)
            let keys = try ValueHandles.make(entries.map { ($0.key, keyType) })
            let values = try ValueHandles.make(entries.map { ($0.value, valueType) })
            return keys.withPointers { keys in
                values.withPointers { duckdb_create_map_value(handle.pointer, keys, $0, idx_t(entries.count)) }
            }
        case (.union(let member, let value), .union(let members)):
            guard let tag = members.firstIndex(where: { $0.name == member }) else { return nil }
            let handle = LogicalTypeHandle(type)
            // The one maker that does not cast.
            let value = try ValueHandle(casting: ValueHandle(value, members[tag].type), to: members[tag].type)
            return duckdb_create_union_value(handle.pointer, idx_t(tag), value.pointer)
        default: return nil
        }
    }

    private static func elements(
        _ values: [Value],
        _ element: LogicalType,
        _ create: (duckdb_logical_type?, UnsafeMutablePointer<duckdb_value?>?, idx_t) -> duckdb_value?
    ) throws(DuckDBError) -> duckdb_value? {
        let handle = LogicalTypeHandle(element)
        let elements = try ValueHandles.make(values.map { ($0, element) })
        return elements.withPointers { create(handle.pointer, $0, idx_t(values.count)) }
    }

    /// Makes what a VARIANT holds, for the caller to destroy: not a VARIANT yet, but what the engine casts to one.
    ///
    /// The elements of a list within it are VARIANTs themselves, and so need no common type; so are the fields of a structure.
    static func variant(_ value: Value) throws(DuckDBError) -> duckdb_value? {
        switch value {
        case .variant(let value): return try variant(value)
        case .list(let values), .array(let values): return try elements(values, .variant, duckdb_create_list_value)
        case .structure(let fields):
            let type = try LogicalType(named: fields.map { .init(name: $0.name, type: .variant) })
            return try nested(value, type)
        default: return try ValueHandle(value, LogicalType(of: value)).release()
        }
    }

    /// Hands the value to the caller, who destroys it.
    consuming func release() -> duckdb_value {
        let pointer = pointer
        discard self
        return pointer
    }
}

/// Several owned values, destroyed together.
private struct ValueHandles: ~Copyable {
    private var pointers: [duckdb_value?] = []

    static func make(_ values: [(Value, LogicalType)]) throws(DuckDBError) -> ValueHandles {
        // Whole from the start, so that what was made is destroyed when the next one fails.
        var handles = ValueHandles()
        for (value, type) in values { handles.pointers.append(try ValueHandle(value, type).release()) }
        return handles
    }

    deinit {
        for pointer in pointers {
            var value = pointer
            duckdb_destroy_value(&value)
        }
    }

    /// The engine copies the values out of the buffer; it does not take them over.
    func withPointers<T>(_ body: (UnsafeMutablePointer<duckdb_value?>?) -> T) -> T {
        // One more than there are: the engine refuses the null pointer that an empty buffer can be.
        var copy = pointers + [nil]
        return copy.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }
}
