import DuckDBClient

/// One way to read executed rows with the client.
struct Reader: Sendable {
    let name: String
    /// Reads the rows, which is timed, and returns what makes their sums, which is timed only where reading needs it.
    let read: @Sendable (inout Rows) throws -> () -> Checksum
}

extension Reader {
    /// Whole columns by their type, a chunk at a time.
    static let typedColumns = Reader(name: "Swift: typed columns") { rows in
        var sum = Checksum()
        while let chunk = try rows.nextChunk() { try sum.add(chunk) }
        return { [sum] in sum }
    }

    /// Rows as tuples of Swift types.
    static let tuples = Reader(name: "Swift: tuples") { rows in
        var sum = Checksum()
        try rows.forEach((Int64, Double, String, Timestamp, Int32?).self) { id, amount, name, taken, quantity in
            sum.add(id: id, amount: amount, name: name, ticks: taken.ticks, quantity: quantity)
        }
        return { [sum] in sum }
    }

    /// Rows as `Decodable` structures, kept in an array as `fetchall()` keeps them in a list.
    static let decodable = Reader(name: "Swift: Decodable structs") { rows in
        struct Reading: Decodable {
            let id: Int64
            let amount: Double
            let name: String
            let taken: Timestamp
            let quantity: Int32?
        }
        let readings = try rows.fetchAll(Reading.self)
        return {
            var sum = Checksum()
            for row in readings {
                sum.add(id: row.id, amount: row.amount, name: row.name, ticks: row.taken.ticks, quantity: row.quantity)
            }
            return sum
        }
    }

    /// Rows as the client's own values, kept in an array.
    static let values = Reader(name: "Swift: rows of values") { rows in
        let readings = try rows.fetchAll()
        return {
            var sum = Checksum()
            for row in readings {
                guard case .integer(let id) = row[0], case .double(let amount) = row[1], case .text(let name) = row[2],
                    case .timestamp(let taken) = row[3]
                else { continue }
                var quantity: Int32?
                if case .integer(let value) = row[4] { quantity = Int32(value) }
                sum.add(id: id, amount: amount, name: name, ticks: taken.ticks, quantity: quantity)
            }
            return sum
        }
    }
}
