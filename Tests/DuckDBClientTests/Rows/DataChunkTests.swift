import DuckDBClient
import Foundation
import Testing

@Suite("Columns of a chunk")
struct DataChunkTests {
    private struct NoChunk: Error {}

    /// A chunk is not copyable, which `#require` cannot take.
    private func firstChunk(_ sql: SQL) throws -> DataChunk {
        var rows = try Database().connect().query(sql)
        guard let chunk = try rows.nextChunk() else { throw NoChunk() }
        return chunk
    }

    @Test("Numbers and their validity are read in place, over all chunks")
    func numbers() throws {
        var rows = try Database().connect().query("SELECT nullif(i % 5, 0) AS n FROM range(5000) t(i)")
        var (sum, nulls, count): (Int64, Int, Int) = (0, 0, 0)
        while let chunk = try rows.nextChunk() {
            let numbers = try chunk.column(0).values(Int64.self)
            let validity = try chunk.column(0).validity
            #expect(numbers.count == chunk.rowCount)
            let isAllValid = validity.isAllValid
            #expect(!isAllValid)
            for row in numbers.indices {
                if validity[row] { sum += numbers[row] } else { nulls += 1 }
            }
            count += chunk.rowCount
        }
        #expect((sum, nulls, count) == (10_000, 1000, 5000))
    }

    @Test("Texts short and long are read in place")
    func texts() throws {
        let chunk = try firstChunk("SELECT repeat('é', i::INTEGER) FROM range(30) t(i)")
        let texts = try chunk.column(0).bytes()
        for row in 0..<texts.count {
            #expect(texts[row].count == 2 * row)
            #expect(texts.string(at: row) == String(repeating: "é", count: row))
        }
    }

    @Test(
        "A type is read as it is stored, or refused by name",
        arguments: [
            ("DATE '1970-01-02'", PhysicalType.int32), ("1.5::DECIMAL(18,3)", .int64), ("1.5::DECIMAL(4,1)", .int16),
            ("TIMESTAMPTZ '1970-01-01 00:00:00+00'", .int64), ("'a'::ENUM('a')", .uint8), ("true", .uint8),
            ("1::UHUGEINT", .uint128), ("1::FLOAT", .float), ("INTERVAL 1 DAY", .interval), ("[1]", .list),
            ("[1]::INTEGER[1]", .array), ("{a: 1}", .structure), ("'x'", .bytes),
        ]
    )
    func storage(sql: String, storage: PhysicalType) throws {
        let chunk = try firstChunk("SELECT \(unsafe: sql) AS c")
        let column = try chunk.column(0)
        #expect(column.type.physicalType == storage)
        // `Span` and `ColumnVector` cannot leave, so the closures of #expect cannot see them: errors are caught by hand.
        var (asInteger, message) = (false, "")
        do throws(DuckDBError) {
            asInteger = try column.values(Int32.self).count == 1
        } catch {
            message = error.message
        }
        #expect(asInteger == (storage == .int32))
        #expect(asInteger || message.hasPrefix("Column \"c\" "))
    }

    @Test("128-bit integers are read in place")
    func wideIntegers() throws {
        let chunk = try firstChunk("SELECT -i::HUGEINT * 100000000000000000000::HUGEINT FROM range(3) t(i)")
        let value = try chunk.column(0).values(Int128.self)[2]
        #expect(value == -200_000_000_000_000_000_000)
    }

    @Test("A text that is NULL has no bytes, whatever the engine has left in its cell")
    func nullTexts() throws {
        var rows = try Database().connect().stream(
            "SELECT upper(CASE WHEN i < 2048 THEN repeat('x', 100) || i END) FROM range(8192) t(i)"
        )
        var nulls = 0
        while let chunk = try rows.nextChunk() {
            let texts = try chunk.column(0).bytes()
            let validity = try chunk.column(0).validity
            for row in 0..<texts.count where !validity[row] {
                nulls += 1
                #expect(texts[row].count == 0)
                #expect(texts.string(at: row).isEmpty)
            }
        }
        #expect(nulls == 8192 - 2048)
    }

    @Test("128-bit integers that lie in a file as it suits the file are read all the same")
    func misaligned() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "aligned-\(UUID().uuidString).db")
        defer { try? FileManager.default.removeItem(at: file) }
        let connection = try Database(path: file.path).connect()
        try connection.execute("SET force_compression = 'uncompressed'")
        try connection.execute("CREATE TABLE h AS SELECT uuid() AS u, i::HUGEINT AS h FROM range(100000) t(i)")
        try connection.execute("CHECKPOINT")
        var rows = try connection.stream("SELECT h FROM h")
        var sum: Int128 = 0
        while let chunk = try rows.nextChunk() {
            let numbers = try chunk.column(0).values(Int128.self)
            for row in numbers.indices { sum += numbers[row] }
        }
        #expect(sum == 4_999_950_000)
    }

    @Test("Lists, arrays, structures and maps are walked by their parts")
    func nested() throws {
        let chunk = try firstChunk(
            "SELECT range(i) AS l, [i, -i]::BIGINT[2] AS a, {x: i, y: 's' || i} AS s, MAP {i: i * 2} AS m FROM range(4) t(i)"
        )
        let lists = try chunk.column(0).lists()
        let elements = try chunk.column(0).child(0).values(Int64.self)
        #expect(lists[3].range.map { elements[$0] } == [0, 1, 2])
        let pairs = try chunk.column(1).child(0).values(Int64.self)
        #expect(pairs.count == 8)
        #expect((pairs[6], pairs[7]) == (3, -3))
        #expect(try chunk.column(2).child(1).bytes().string(at: 2) == "s2")
        let entry = try chunk.column(3).child(0)
        #expect(try entry.child(1).values(Int64.self)[3] == 6)
        #expect(try chunk.column(3).value(at: 1) == .map([MapEntry(key: 1, value: 2)]))
        let missing = #expect(throws: DuckDBError.self) { _ = try chunk.column(2).child(2).count }
        #expect(missing?.code == .misuse)
    }

    @Test("A chunk outlives its rows, and rows go on after a chunk")
    func lifetimes() throws {
        var rows = try Database().connect().query("SELECT i FROM range(5000) t(i)")
        guard let first = try rows.nextChunk() else { throw NoChunk() }
        #expect(try rows.next()?[0] == .integer(Int64(first.rowCount)))
        let mixed = #expect(throws: DuckDBError.self) { _ = try rows.nextChunk()?.rowCount }
        #expect(mixed?.code == .misuse)
        rows = try Database().connect().query("SELECT 1")
        #expect(try first.column(0).values(Int64.self)[7] == 7)
    }

    @Test("A column that is not there is an error")
    func missingColumn() throws {
        let chunk = try firstChunk("SELECT 1")
        let error = #expect(throws: DuckDBError.self) { _ = try chunk.column(1).count }
        #expect(error?.message.contains("no column 1 among 1") == true)
    }
}
