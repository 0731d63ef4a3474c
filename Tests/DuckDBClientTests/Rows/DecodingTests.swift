import DuckDBClient
import Foundation
import Testing

@Suite("Decoding rows")
struct DecodingTests {
    private struct Order: Decodable, Equatable {
        struct Item: Decodable, Equatable {
            let name: String
            let count: Int
        }

        let id: Int64
        let customer: String?
        let total: FixedDecimal
        let placed: Date
        let items: [Item]
    }

    private static let sql: SQL = """
        SELECT 7 AS id, NULL AS customer, 19.90::DECIMAL(10,2) AS total,
               TIMESTAMPTZ '2026-01-31 12:00:00+00' AS placed,
               [{name: 'pen', count: 2}, {name: 'ink', count: 1}] AS items
        """

    @Test("A row becomes a struct by column names, with NULL as nil and nested values")
    func decodesStruct() throws {
        let connection = try Database().connect()
        let orders = try connection.fetchAll(Order.self, Self.sql)
        let expected = Order(
            id: 7,
            customer: nil,
            total: FixedDecimal(unscaled: 1990, scale: 2),
            placed: Date(timeIntervalSince1970: 1_769_860_800),
            items: [.init(name: "pen", count: 2), .init(name: "ink", count: 1)]
        )
        #expect(orders == [expected])
    }

    @Test("A row of one column becomes a single value")
    func decodesSingleValues() throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne(Int.self, "SELECT 42") == 42)
        #expect(try connection.fetchOne([String].self, "SELECT ['a', 'b']") == ["a", "b"])
        #expect(try connection.fetchOne([String: Int].self, "SELECT 1 AS a, 2 AS b") == ["a": 1, "b": 2])
        #expect(try connection.fetchOne(Data.self, "SELECT 'ab'::BLOB") == Data("ab".utf8))
        #expect(try connection.fetchOne(Int.self, "SELECT 1 WHERE false") == nil)
    }

    @Test("An ARRAY decodes as a list, a UNION as its one member, a BIGNUM as an integer that reaches so far")
    func decodesRarerTypes() throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne([Int].self, "SELECT [1, 2]::INTEGER[2]") == [1, 2])
        #expect(try connection.fetchOne([[String: Int]].self, "SELECT [union_value(n := 7)]") == [["n": 7]])
        #expect(try connection.fetchOne(Int.self, "SELECT '-7'::BIGNUM") == -7)
        #expect(throws: DuckDBError.self) { try connection.fetchOne(Int8.self, "SELECT '128'::BIGNUM") }
        #expect(try connection.fetchOne(BigInteger.self, "SELECT '-7'::BIGNUM") == -7)
        #expect(try connection.fetchOne(BitString.self, "SELECT '01'::BIT") == BitString([false, true]))
        let geometry = try connection.fetchOne(Geometry.self, "SELECT 'POINT (1 2)'::GEOMETRY")
        #expect(geometry?.description == "POINT (1 2)")
    }

    @Test("A value that does not fit says which column, which SQL type and which Swift type")
    func saysWhatDoesNotFit() throws {
        struct Row: Decodable { let small: Int8 }
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(Row.self, "SELECT 1000 AS small") }
        #expect(error?.code == .decoding)
        #expect(error?.message.contains("column \"small\" (INTEGER), row 1") == true)
        #expect(error?.message.contains("Int8") == true)
    }

    @Test("A missing column is named, with the columns there are")
    func namesMissingColumn() throws {
        struct Row: Decodable { let wanted: Int }
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(Row.self, "SELECT 1 AS other") }
        #expect(error?.message == "There is no column or field \"wanted\": the names are: other.")
    }

    @Test("A NULL where the type has no room for one is an error, not a zero")
    func refusesNull() throws {
        let connection = try Database().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.fetchOne(Int.self, "SELECT NULL::INTEGER AS n") }
        #expect(error?.message.contains("NULL") == true)
    }

    @Test("Rows beyond one chunk arrive whole and in order")
    func readsManyChunks() throws {
        let connection = try Database().connect()
        var expected: Int64 = 0
        try connection.forEach("SELECT i, [i, i + 1] AS pair FROM range(10000) t(i)") { row in
            #expect(row[0] == .integer(expected))
            #expect(row["pair"] == [.integer(expected), .integer(expected + 1)])
            expected += 1
        }
        #expect(expected == 10_000)
    }

    @Test("Keys in camel case find columns and fields in snake case, when asked to")
    func snakeCase() throws {
        struct Customer: Decodable, Equatable {
            struct Address: Decodable, Equatable { let zipCode: String }
            let firstName: String
            let homeAddress: Address
        }
        let connection = try Database().connect()
        let sql: SQL = "SELECT 'Ada' AS first_name, {zip_code: 'W1'} AS home_address"
        let expected = Customer(firstName: "Ada", homeAddress: .init(zipCode: "W1"))
        #expect(try connection.fetchAll(Customer.self, sql, keys: .fromSnakeCase) == [expected])
        #expect(try connection.fetchOne(sql)?.decode(Customer.self, keys: .fromSnakeCase) == expected)
        let error = #expect(throws: DuckDBError.self) { try connection.fetchAll(Customer.self, sql) }
        #expect(error?.message.contains("firstName") == true)
    }

    @Test("Optional fields are nil for NULL and for a column that is not there")
    func optionals() throws {
        struct Part: Decodable, Equatable {
            let id: Int
            let name: String?
            let price: Double?
            let at: Timestamp?
            let id2: UUID?
        }
        let connection = try Database().connect()
        let rows = try connection.fetchAll(
            Part.self,
            "SELECT i AS id, CASE WHEN i > 0 THEN 'x' END AS name, NULL::TIMESTAMP AS at, uuid() AS id2 FROM range(2) t(i)"
        )
        #expect(rows[0].name == nil && rows[1].name == "x")
        #expect(rows.allSatisfy { $0.price == nil && $0.at == nil && $0.id2 != nil })
    }

    @Test("A type may ask for its keys in another order for each row, and more than once")
    func anyOrder() throws {
        struct Shuffled: Decodable, Equatable {
            let a: Int, b: Int, c: Int
            enum CodingKeys: CodingKey { case a, b, c }

            init(from decoder: any Decoder) throws {
                let row = try decoder.container(keyedBy: CodingKeys.self)
                let first = try row.decode(Int.self, forKey: .a)
                if first % 2 == 0 {
                    c = try row.decode(Int.self, forKey: .c)
                    b = try row.decode(Int.self, forKey: .b)
                } else {
                    b = try row.decode(Int.self, forKey: .b)
                    c = try row.decode(Int.self, forKey: .c)
                }
                a = try row.decode(Int.self, forKey: .a)
            }
        }
        let connection = try Database().connect()
        let rows = try connection.fetchAll(Shuffled.self, "SELECT i AS a, 10 * i AS b, 100 * i AS c FROM range(5) t(i)")
        #expect(rows.allSatisfy { $0.b == 10 * $0.a && $0.c == 100 * $0.a })
    }

    @Test("A decoder that somebody keeps is an error after its row, not a crash")
    func keptDecoder() throws {
        struct Thief: Decodable {
            let decoder: any Decoder
            let container: KeyedDecodingContainer<Key>
            enum Key: CodingKey { case i }

            init(from decoder: any Decoder) throws {
                self.decoder = decoder
                container = try decoder.container(keyedBy: Key.self)
            }
        }
        let thief: Thief? = try {
            var rows = try Database().connect().query("SELECT i, i FROM range(3000) t(i)")
            let thief = try rows.fetchAll(Thief.self).last
            #expect(throws: DuckDBError.self) { try thief?.container.decode(Int.self, forKey: .i) }
            return thief
        }()
        let error = #expect(throws: DuckDBError.self) { try thief?.container.decode(Int.self, forKey: .i) }
        #expect(error?.code == .misuse)
        #expect(throws: DuckDBError.self) {
            try thief?.decoder.container(keyedBy: Thief.Key.self).decodeNil(forKey: .i)
        }
    }

    @Test("An enumeration with a raw value is read and bound by it")
    func rawValues() throws {
        enum Status: String, Codable, ValueConvertible { case ok, failed }
        let connection = try Database().connect()
        let pair = try connection.fetchOne((Status, Status?).self, "SELECT \(Status.failed), NULL")
        #expect(pair?.0 == .failed && pair?.1 == nil)
        struct Row: Decodable { let status: Status }
        #expect(try connection.fetchOne(Row.self, "SELECT 'ok' AS status")?.status == .ok)
        let error = #expect(throws: DuckDBError.self) {
            try connection.fetchOne((Status, Int).self, "SELECT 'lost', 1")
        }
        #expect(error?.message.contains("none of the cases of Status") == true)
    }

    @Test("A row that is printed shows its columns' names and values")
    func printsRows() throws {
        let row = try Database().connect().fetchOne("SELECT 1 AS id, 'Ada' AS name, NULL AS note")
        #expect(row.map { "\($0)" } == #"id: integer(1), name: text("Ada"), note: null"#)
    }
}
