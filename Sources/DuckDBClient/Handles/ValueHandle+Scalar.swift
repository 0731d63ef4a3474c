internal import CDuckDB

extension ValueHandle {
    /// Makes a value without parts, for the caller to destroy.
    static func scalar(_ value: Value, _ type: LogicalType) throws(DuckDBError) -> duckdb_value? {
        switch value {
        case .boolean(let value): return duckdb_create_bool(value)
        case .integer(let value): return duckdb_create_int64(value)
        case .hugeInteger(let value): return duckdb_create_hugeint(duckdb_hugeint(value))
        case .unsignedHugeInteger(let value): return duckdb_create_uhugeint(duckdb_uhugeint(value))
        case .bigInteger(let value):
            var bytes = try value.engineMagnitude()
            return bytes.withUnsafeMutableBufferPointer { bytes in
                duckdb_create_bignum(
                    duckdb_bignum(data: bytes.baseAddress, size: idx_t(bytes.count), is_negative: value.isNegative)
                )
            }
        case .float(let value): return duckdb_create_float(value)
        case .double(let value): return duckdb_create_double(value)
        case .decimal(let value):
            // Its own type: in a list the type is wider, and the engine casts.
            return duckdb_create_decimal(
                duckdb_decimal(width: try value.width(), scale: value.scale, value: duckdb_hugeint(value.unscaled))
            )
        case .text(let value): return text(value)
        case .blob(let value): return duckdb_create_blob(value, idx_t(value.count))
        case .bits(let value):
            var bytes = try value.engineBytes()
            return bytes.withUnsafeMutableBufferPointer { bytes in
                duckdb_create_bit(duckdb_bit(data: bytes.baseAddress, size: idx_t(bytes.count)))
            }
        case .uuid(let value): return duckdb_create_uuid(duckdb_uhugeint(value.bits))
        case .date(let value): return duckdb_create_date(duckdb_date(days: value.daysSinceEpoch))
        case .time(let value): return time(value, type)
        case .timestamp(let value): return try timestamp(value)
        case .interval(let value):
            return duckdb_create_interval(
                duckdb_interval(months: value.months, days: value.days, micros: value.microseconds)
            )
        case .geometry(let value): return try geometry(value)
        case .null, .list, .array, .structure, .map, .union, .variant: return duckdb_create_null_value()
        }
    }

    private static func text(_ text: String) -> duckdb_value? {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { duckdb_create_varchar_length($0.baseAddress, idx_t($0.count)) }
        }
    }

    /// The engine casts no TIME to the TIME_NS that may stand beside it in a list.
    private static func time(_ value: TimeOfDay, _ type: LogicalType) -> duckdb_value? {
        if let offset = value.utcOffset {
            return duckdb_create_time_tz_value(duckdb_create_time_tz(value.nanoseconds / 1000, offset))
        }
        return type == .timeNS
            ? duckdb_create_time_ns(duckdb_time_ns(nanos: value.nanoseconds))
            : duckdb_create_time(duckdb_time(micros: value.nanoseconds / 1000))
    }

    private static func timestamp(_ value: Timestamp) throws(DuckDBError) -> duckdb_value? {
        guard !value.isUTC else {
            guard let value = value.converted(to: .microseconds) else {
                throw DuckDBError(
                    code: .outOfRange,
                    message: "A TIMESTAMP WITH TIME ZONE counts whole microseconds, of which it has 64 bits."
                )
            }
            return duckdb_create_timestamp_tz(duckdb_timestamp(micros: value.ticks))
        }
        return switch value.unit {
        case .seconds: duckdb_create_timestamp_s(duckdb_timestamp_s(seconds: value.ticks))
        case .milliseconds: duckdb_create_timestamp_ms(duckdb_timestamp_ms(millis: value.ticks))
        case .microseconds: duckdb_create_timestamp(duckdb_timestamp(micros: value.ticks))
        case .nanoseconds: duckdb_create_timestamp_ns(duckdb_timestamp_ns(nanos: value.ticks))
        }
    }

    /// The C API makes none, and the engine casts to GEOMETRY from text alone.
    private static func geometry(_ value: Geometry) throws(DuckDBError) -> duckdb_value? {
        let text = try ValueHandle(.text(value.wellKnownText()), .varchar)
        return try ValueHandle(casting: text, to: .geometry(crs: nil)).release()
    }
}

extension duckdb_hugeint {
    init(_ value: Int128) {
        self.init(lower: UInt64(truncatingIfNeeded: value), upper: Int64(truncatingIfNeeded: value >> 64))
    }
}

extension duckdb_uhugeint {
    init(_ value: UInt128) {
        self.init(lower: UInt64(truncatingIfNeeded: value), upper: UInt64(truncatingIfNeeded: value >> 64))
    }
}
