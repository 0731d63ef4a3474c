import DuckDBClient

/// One way to read executed rows with the client.
struct Reader: Sendable {
    let name: String
    let read: @Sendable (inout Rows) throws -> Checksum
}

extension Reader {
    /// Whole columns by their type, a chunk at a time.
    ///
    /// Nil, and not in the report, for as long as the client has no typed columns.
    static let typedColumns: Reader? = nil

    /// Rows as tuples of Swift types.
    ///
    /// Nil, and not in the report, for as long as the client has no tuples.
    static let tuples: Reader? = nil

    /// Rows as `Decodable` structures, kept in an array as `fetchall()` keeps them in a list.
    static let decodable = Reader(name: "Swift: Decodable structs") { rows in
        struct Reading: Decodable {
            let id: Int64
            let amount: Double
            let name: String
            let taken: Timestamp
            let quantity: Int32?
        }
        var readings: [Reading] = []
        while let row = try rows.next() { readings.append(try row.decode(Reading.self)) }
        var sum = Checksum()
        for reading in readings {
            sum.add(
                id: reading.id,
                amount: reading.amount,
                name: reading.name.utf8,
                ticks: reading.taken.ticks,
                quantity: reading.quantity
            )
        }
        return sum
    }

    /// Rows as the client's own values: the part of `decodable` that comes before decoding.
    static let values = Reader(name: "Swift: rows of values") { rows in
        var sum = Checksum()
        while let row = try rows.next() {
            guard case .integer(let id) = row.values[0], case .double(let amount) = row.values[1],
                case .text(let name) = row.values[2], case .timestamp(let taken) = row.values[3]
            else { throw BenchmarkError("A row does not have the types of the table: \(row.values)") }
            var quantity: Int32?
            if case .integer(let value) = row.values[4] { quantity = Int32(value) }
            sum.add(id: id, amount: amount, name: name.utf8, ticks: taken.ticks, quantity: quantity)
        }
        return sum
    }
}
