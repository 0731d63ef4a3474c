internal import CDuckDB

extension VectorWriter {
    func putTime(_ value: Value, at row: Int) throws(DuckDBError) {
        guard case .time(let time) = value else { throw DuckDBError(value, isNot: type) }
        guard time.isValid else {
            throw DuckDBError(encoding: "a time of day goes from 00:00:00 to 24:00:00, at most 15:59:59 off UTC")
        }
        guard type == .timeNS || time.nanoseconds % 1000 == 0 else {
            throw DuckDBError(encoding: "the time is no whole number of microseconds")
        }
        switch (type, time.utcOffset) {
        case (.time, nil): store(time.nanoseconds / 1000, at: row)
        case (.timeNS, nil): store(time.nanoseconds, at: row)
        case (.timeTZ, let offset?): store(duckdb_create_time_tz(time.nanoseconds / 1000, offset).bits, at: row)
        case (_, nil): throw DuckDBError(encoding: "the time has no offset from UTC")
        default: throw DuckDBError(encoding: "the time has an offset from UTC")
        }
    }

    /// The ticks of a timestamp in another unit.
    func ticks(_ value: Value, _ unit: Timestamp.Unit) throws(DuckDBError) -> Int64 {
        guard case .timestamp(let timestamp) = value else { throw DuckDBError(value, isNot: type) }
        guard let ticks = timestamp.converted(to: unit)?.ticks else {
            throw DuckDBError(encoding: "the timestamp is out of range, or no whole number of the type's ticks")
        }
        return ticks
    }
}
