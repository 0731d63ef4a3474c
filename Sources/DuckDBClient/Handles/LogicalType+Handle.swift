internal import CDuckDB

extension LogicalType {
    /// Reads the type that an engine handle describes; the caller still owns the handle.
    init(_ handle: duckdb_logical_type?) {
        let id = duckdb_get_type_id(handle)
        if let simple = Self.simple[id.rawValue] {
            self = simple
            return
        }
        switch id {
        case DUCKDB_TYPE_DECIMAL:
            self = .decimal(width: duckdb_decimal_width(handle), scale: duckdb_decimal_scale(handle))
        case DUCKDB_TYPE_ENUM:
            let members = (0..<idx_t(duckdb_enum_dictionary_size(handle))).map { index in
                Self.text(duckdb_enum_dictionary_value(handle, index))
            }
            self = .enumeration(members)
        case DUCKDB_TYPE_GEOMETRY:
            let crs = Self.text(duckdb_geometry_type_get_crs(handle))
            self = .geometry(crs: crs.isEmpty ? nil : crs)
        case DUCKDB_TYPE_LIST:
            self = .list(Self.consuming(duckdb_list_type_child_type(handle)))
        case DUCKDB_TYPE_ARRAY:
            let size = Int(duckdb_array_type_array_size(handle))
            self = .array(Self.consuming(duckdb_array_type_child_type(handle)), size: size)
        case DUCKDB_TYPE_MAP:
            self = .map(
                key: Self.consuming(duckdb_map_type_key_type(handle)),
                value: Self.consuming(duckdb_map_type_value_type(handle))
            )
        case DUCKDB_TYPE_STRUCT:
            let fields = (0..<duckdb_struct_type_child_count(handle)).map { index in
                Field(
                    name: Self.text(duckdb_struct_type_child_name(handle, index)),
                    type: Self.consuming(duckdb_struct_type_child_type(handle, index))
                )
            }
            self = .structure(fields)
        case DUCKDB_TYPE_UNION:
            let members = (0..<duckdb_union_type_member_count(handle)).map { index in
                Field(
                    name: Self.text(duckdb_union_type_member_name(handle, index)),
                    type: Self.consuming(duckdb_union_type_member_type(handle, index))
                )
            }
            self = .union(members)
        default:
            self = .unknown(Int(id.rawValue))
        }
    }

    private static func consuming(_ handle: duckdb_logical_type?) -> LogicalType {
        var handle = handle
        defer { duckdb_destroy_logical_type(&handle) }
        return LogicalType(handle)
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        defer { duckdb_free(pointer) }
        return pointer.map { String(cString: $0) } ?? ""
    }

    /// The engine's number of a type without parts; INVALID for any other.
    var simpleID: duckdb_type {
        duckdb_type(rawValue: Self.simple.first { $0.value == self }?.key ?? DUCKDB_TYPE_INVALID.rawValue)
    }

    private static let simple: [UInt32: LogicalType] = [
        DUCKDB_TYPE_BOOLEAN.rawValue: .boolean,
        DUCKDB_TYPE_TINYINT.rawValue: .tinyint,
        DUCKDB_TYPE_SMALLINT.rawValue: .smallint,
        DUCKDB_TYPE_INTEGER.rawValue: .integer,
        DUCKDB_TYPE_BIGINT.rawValue: .bigint,
        DUCKDB_TYPE_HUGEINT.rawValue: .hugeint,
        DUCKDB_TYPE_UTINYINT.rawValue: .utinyint,
        DUCKDB_TYPE_USMALLINT.rawValue: .usmallint,
        DUCKDB_TYPE_UINTEGER.rawValue: .uinteger,
        DUCKDB_TYPE_UBIGINT.rawValue: .ubigint,
        DUCKDB_TYPE_UHUGEINT.rawValue: .uhugeint,
        DUCKDB_TYPE_BIGNUM.rawValue: .bignum,
        DUCKDB_TYPE_FLOAT.rawValue: .float,
        DUCKDB_TYPE_DOUBLE.rawValue: .double,
        DUCKDB_TYPE_VARCHAR.rawValue: .varchar,
        DUCKDB_TYPE_BLOB.rawValue: .blob,
        DUCKDB_TYPE_BIT.rawValue: .bit,
        DUCKDB_TYPE_UUID.rawValue: .uuid,
        DUCKDB_TYPE_DATE.rawValue: .date,
        DUCKDB_TYPE_TIME.rawValue: .time,
        DUCKDB_TYPE_TIME_NS.rawValue: .timeNS,
        DUCKDB_TYPE_TIME_TZ.rawValue: .timeTZ,
        DUCKDB_TYPE_TIMESTAMP_S.rawValue: .timestamp(.seconds),
        DUCKDB_TYPE_TIMESTAMP_MS.rawValue: .timestamp(.milliseconds),
        DUCKDB_TYPE_TIMESTAMP.rawValue: .timestamp(.microseconds),
        DUCKDB_TYPE_TIMESTAMP_NS.rawValue: .timestamp(.nanoseconds),
        DUCKDB_TYPE_TIMESTAMP_TZ.rawValue: .timestampTZ,
        DUCKDB_TYPE_INTERVAL.rawValue: .interval,
        DUCKDB_TYPE_VARIANT.rawValue: .variant,
        DUCKDB_TYPE_SQLNULL.rawValue: .null,
    ]
}
