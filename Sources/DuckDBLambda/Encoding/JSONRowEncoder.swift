public import DuckDBClient
public import NIOCore

/// Writes rows as a JSON array of objects, one a row, straight into the bytes of a response.
///
/// | SQL | JSON |
/// |---|---|
/// | BOOLEAN, NULL | `true`, `false`, `null` |
/// | integers of every width, BIGNUM, DECIMAL | a number with all its digits |
/// | FLOAT, DOUBLE | the shortest number that reads back the same; `"NaN"`, `"Infinity"`, `"-Infinity"` |
/// | VARCHAR, ENUM, UUID | a string |
/// | DATE, TIME, TIMESTAMP, INTERVAL | an ISO 8601 string; a TIMESTAMP WITH TIME ZONE ends in `Z`; `"infinity"` |
/// | BIT | a string of `0` and `1` |
/// | BLOB | a Base64 string |
/// | GEOMETRY | a Base64 string of its well-known binary |
/// | LIST, ARRAY | an array |
/// | STRUCT | an object |
/// | UNION | an object of the one member that is set |
/// | MAP | an object, its keys as text |
/// | VARIANT | what it holds, as above |
///
/// Keys follow the columns' order. Of columns with the same name the second gets the suffix `_1`, and so on, as in DuckDB's
/// own tables, so that nothing is lost.
public struct JSONRowEncoder: Sendable {
    /// Lambda's limit for a response that is not streamed, in bytes.
    public static let bufferedResponseLimit = 6_291_456

    /// The most bytes to produce.
    public var byteLimit: Int

    /// Makes an encoder.
    public init(byteLimit: Int = JSONRowEncoder.bufferedResponseLimit) {
        self.byteLimit = byteLimit
    }

    /// Reads all the rows that are left and returns their JSON, with the number of rows.
    ///
    /// - Throws: `ResponseTooLarge` after the row that passes the limit, or the engine's error.
    public func encode(_ rows: inout Rows) throws -> (json: ByteBuffer, rowCount: Int) {
        var json = ByteBuffer()
        var rowCount = 0
        let keys = Self.keys(rows.columns)
        json.writeInteger(UInt8(ascii: "["))
        while let row = try rows.next() {
            if rowCount > 0 { json.writeInteger(UInt8(ascii: ",")) }
            write(row, keys: keys, to: &json)
            rowCount += 1
            // One byte is kept for the closing bracket.
            guard json.readableBytes < byteLimit else { throw ResponseTooLarge(limit: byteLimit) }
        }
        json.writeInteger(UInt8(ascii: "]"))
        return (json, rowCount)
    }

    /// The column names as JSON, with their colons: written once, used in every row.
    private static func keys(_ columns: Columns) -> [ByteBuffer] {
        var taken: Set<String> = []
        return columns.map { column in
            var name = column.name
            var number = 0
            while !taken.insert(name).inserted {
                number += 1
                name = "\(column.name)_\(number)"
            }
            var key = ByteBuffer()
            key.writeJSONString(name)
            key.writeInteger(UInt8(ascii: ":"))
            return key
        }
    }

    private func write(_ row: Row, keys: [ByteBuffer], to json: inout ByteBuffer) {
        json.writeInteger(UInt8(ascii: "{"))
        for (index, value) in row.values.enumerated() {
            if index > 0 { json.writeInteger(UInt8(ascii: ",")) }
            json.writeImmutableBuffer(keys[index])
            json.writeJSON(value)
        }
        json.writeInteger(UInt8(ascii: "}"))
    }
}
