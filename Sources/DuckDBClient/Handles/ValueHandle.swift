internal import CDuckDB

/// The owner of one `duckdb_value`; destroyed once, when it goes out of scope.
///
/// One way in for every type: scalars, lists and structures are all bound as values.
struct ValueHandle: ~Copyable {
    let pointer: duckdb_value
    private let counted = OpenHandle("duckdb_value")

    init(_ value: Value) throws(DuckDBError) {
        guard let pointer = try Self.make(value, LogicalType(of: value)) else {
            throw DuckDBError(code: .invalidInput, message: "The engine could not take the value of a parameter.")
        }
        self.pointer = pointer
    }

    deinit {
        var value: duckdb_value? = pointer
        duckdb_destroy_value(&value)
    }

    /// Makes a value of the type that was inferred from it and from what stands beside it in a list.
    private static func make(_ value: Value, _ type: LogicalType) throws(DuckDBError) -> duckdb_value? {
        switch value {
        case .null: return duckdb_create_null_value()
        case .boolean(let value): return duckdb_create_bool(value)
        case .integer(let value): return duckdb_create_int64(value)
        case .hugeInteger(let value): return duckdb_create_hugeint(duckdb_hugeint(value))
        case .unsignedHugeInteger(let value):
            let (upper, lower) = (UInt64(truncatingIfNeeded: value >> 64), UInt64(truncatingIfNeeded: value))
            return duckdb_create_uhugeint(duckdb_uhugeint(lower: lower, upper: upper))
        case .float(let value): return duckdb_create_float(value)
        case .double(let value): return duckdb_create_double(value)
        case .decimal(let value):
            // Its own type: in a list the type is wider, and the engine casts.
            return duckdb_create_decimal(
                duckdb_decimal(width: try value.width(), scale: value.scale, value: duckdb_hugeint(value.unscaled))
            )
        case .text(var value):
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    duckdb_create_varchar_length($0.baseAddress, idx_t($0.count))
                }
            }
        case .blob(let value): return duckdb_create_blob(value, idx_t(value.count))
        case .uuid(let value):
            let bits = value.bits
            return duckdb_create_uuid(
                duckdb_uhugeint(lower: UInt64(truncatingIfNeeded: bits), upper: UInt64(truncatingIfNeeded: bits >> 64))
            )
        case .date(let value): return duckdb_create_date(duckdb_date(days: value.daysSinceEpoch))
        case .time(let value): return time(value)
        case .timestamp(let value): return timestamp(value)
        case .interval(let value):
            return duckdb_create_interval(
                duckdb_interval(months: value.months, days: value.days, micros: value.microseconds)
            )
        case .list(let values): return try list(values, type)
        case .structure(let fields): return try structure(fields, type)
        case .map: return nil
        }
    }

    private static func time(_ value: TimeOfDay) -> duckdb_value? {
        if let offset = value.utcOffset {
            return duckdb_create_time_tz_value(duckdb_create_time_tz(value.nanoseconds / 1000, offset))
        }
        return value.isWholeMicroseconds
            ? duckdb_create_time(duckdb_time(micros: value.nanoseconds / 1000))
            : duckdb_create_time_ns(duckdb_time_ns(nanos: value.nanoseconds))
    }

    private static func timestamp(_ value: Timestamp) -> duckdb_value? {
        switch (value.unit, value.isUTC) {
        case (.seconds, _): duckdb_create_timestamp_s(duckdb_timestamp_s(seconds: value.ticks))
        case (.milliseconds, _): duckdb_create_timestamp_ms(duckdb_timestamp_ms(millis: value.ticks))
        case (.nanoseconds, _): duckdb_create_timestamp_ns(duckdb_timestamp_ns(nanos: value.ticks))
        case (.microseconds, true): duckdb_create_timestamp_tz(duckdb_timestamp(micros: value.ticks))
        case (.microseconds, false): duckdb_create_timestamp(duckdb_timestamp(micros: value.ticks))
        }
    }

    /// The engine casts each element to the list's type, which holds them all.
    private static func list(_ values: [Value], _ type: LogicalType) throws(DuckDBError) -> duckdb_value? {
        guard case .list(let element) = type else { return nil }
        let handle = LogicalTypeHandle(element)
        let elements = try HandleArray(values.map { ($0, element) })
        return elements.withPointers { duckdb_create_list_value(handle.pointer, $0, idx_t(values.count)) }
    }

    private static func structure(_ fields: [StructField], _ type: LogicalType) throws(DuckDBError) -> duckdb_value? {
        guard case .structure(let types) = type else { return nil }
        let handle = LogicalTypeHandle(type)
        let values = try HandleArray(zip(fields, types).map { ($0.value, $1.type) })
        return values.withPointers { duckdb_create_struct_value(handle.pointer, $0) }
    }

    /// Several owned values, destroyed together.
    private struct HandleArray: ~Copyable {
        private var pointers: [duckdb_value?] = []

        init(_ values: [(Value, LogicalType)]) throws(DuckDBError) {
            for (value, type) in values { pointers.append(try ValueHandle.make(value, type)) }
        }

        deinit {
            for pointer in pointers {
                var value = pointer
                duckdb_destroy_value(&value)
            }
        }

        /// The engine copies the values out of the buffer; it does not take them over.
        func withPointers<T>(_ body: (UnsafeMutablePointer<duckdb_value?>?) -> T) -> T {
            var copy = pointers
            return copy.withUnsafeMutableBufferPointer { body($0.baseAddress) }
        }
    }
}

extension duckdb_hugeint {
    init(_ value: Int128) {
        self.init(lower: UInt64(truncatingIfNeeded: value), upper: Int64(truncatingIfNeeded: value >> 64))
    }
}
