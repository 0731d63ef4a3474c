import DuckDBClient
import Foundation
import Testing

@Suite("Encoding values")
struct EncodingTests {
    struct Item: Codable, Equatable {
        let itemName: String
        let unitCount: Int?
    }

    enum Payment: Codable, Equatable {
        case cash(amount: Int)
        case card(number: String, code: Int?)
    }

    /// What it is in SQL wins over what it is to other encoders.
    struct Money: Codable, Equatable, ValueConvertible {
        let cents: Int
        var sqlValue: Value { .decimal(FixedDecimal(unscaled: Int128(cents), scale: 2)) }

        init(cents: Int) { self.cents = cents }

        init(sqlValue: Value) throws(DuckDBError) {
            cents = Int(try FixedDecimal(sqlValue: sqlValue).unscaled)
        }
    }

    enum State: String, Codable { case new, paid }

    struct Order: Codable, Equatable {
        let id: Int64
        let customerName: String?
        let total: FixedDecimal
        let placed: Date
        let token: UUID
        let raw: Data
        let items: [Item]
        let grid: [[Int?]?]
        let labels: [String: Int]
        let byDay: [Int: [Item]]
        let byToken: [UUID: Double]
        let state: State
        let payment: Payment?
        let ratio: Float?
        let flag: Bool?
        let day: CalendarDate?
        let any: Value
        let paid: [Money]
    }

    static let orders: [Order] = [
        Order(
            id: 1,
            customerName: "Ada",
            total: FixedDecimal(unscaled: 1990, scale: 2),
            placed: Date(timeIntervalSince1970: 1_769_860_800),
            token: UUID(),
            raw: Data([0, 255]),
            items: [Item(itemName: "pen", unitCount: 2), Item(itemName: "ink", unitCount: nil)],
            grid: [[1, nil], nil, []],
            labels: ["a": 1, "b": 2],
            byDay: [1: [Item(itemName: "x", unitCount: 1)], 2: []],
            byToken: [UUID(): 1.5],
            state: .paid,
            payment: .card(number: "4711", code: nil),
            ratio: 0.5,
            flag: true,
            day: CalendarDate(daysSinceEpoch: 1),
            any: .text("x"),
            paid: [Money(cents: 150)]
        ),
        Order(
            id: 2,
            customerName: nil,
            total: FixedDecimal(unscaled: 0, scale: 2),
            placed: Date(timeIntervalSince1970: 0),
            token: UUID(),
            raw: Data(),
            items: [],
            grid: [],
            labels: [:],
            byDay: [:],
            byToken: [:],
            state: .new,
            payment: .cash(amount: 5),
            ratio: nil,
            flag: nil,
            day: nil,
            any: .null,
            paid: []
        ),
    ]

    private static let columns: SQL = """
        id BIGINT, customer_name VARCHAR, total DECIMAL(10,2), placed TIMESTAMPTZ, token UUID, raw BLOB,
        items STRUCT(item_name VARCHAR, unit_count INTEGER)[], grid INTEGER[][], labels MAP(VARCHAR, INTEGER),
        by_day MAP(INTEGER, STRUCT(item_name VARCHAR, unit_count INTEGER)[]), by_token MAP(UUID, DOUBLE),
        state ENUM('new', 'paid'), payment UNION(cash STRUCT(amount INTEGER), card STRUCT(number VARCHAR, code INTEGER)),
        ratio FLOAT, flag BOOLEAN, day DATE, "any" VARCHAR, paid DECIMAL(9,2)[]
        """

    @Test("What was appended as a type decodes as that type, through columns in snake case")
    func roundTripsAppended() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE orders (added INTEGER DEFAULT 7, \(Self.columns))")
        let count = try connection.append(to: "orders") { appender in
            for order in Self.orders { try appender.append(encoding: order, keys: .fromSnakeCase) }
        }
        #expect(count == 2)
        #expect(try connection.fetchAll(Order.self, "FROM orders ORDER BY id", keys: .fromSnakeCase) == Self.orders)
        #expect(try connection.fetchAll([Int].self, "SELECT list(added) FROM orders") == [[7, 7]])
    }

    @Test("What was bound as one value decodes as the same type", arguments: orders)
    func roundTripsBound(order: Order) throws {
        let connection = try Database().connect()
        struct Holder: Decodable { let held: Order }
        #expect(try connection.fetchOne(Holder.self, "SELECT \(encoding: order) AS held")?.held == order)
        let snake = try connection.fetchOne("SELECT \(encoding: order, keys: .fromSnakeCase).customer_name")
        #expect(snake?[0] == order.customerName.sqlValue)
    }

    @Test("Each kind of value has its SQL type")
    func kinds() throws {
        #expect(try Value(encoding: 1) == 1)
        #expect(try Value(encoding: UInt64.max) == .hugeInteger(Int128(UInt64.max)))
        #expect(try Value(encoding: "a") == "a")
        #expect(try Value(encoding: Int?.none) == nil)
        #expect(try Value(encoding: [UInt8]([1, 2])) == .blob([1, 2]))
        #expect(try Value(encoding: [Int]()) == [])
        #expect(
            try Value(encoding: Date(timeIntervalSince1970: 1)) == .timestamp(Timestamp(ticks: 1_000_000, isUTC: true))
        )
        #expect(try Value(encoding: State.paid) == "paid")
        #expect(try Value(encoding: [Payment.cash(amount: 1)]).kindOfElements == ["cash"])
        #expect(
            try Value(encoding: ["k": Item(itemName: "a", unitCount: nil)])
                == .map([
                    MapEntry(
                        key: "k",
                        value: .structure([
                            StructField(name: "itemName", value: "a"), StructField(name: "unitCount", value: nil),
                        ])
                    )
                ])
        )
        #expect(try Value(encoding: Set([5])) == [5])
        #expect(try Value(encoding: 5..<7) == [5, 7])
    }

    @Test("A class with a superclass, and containers that are filled late, are whole")
    func containers() throws {
        struct Late: Encodable {
            enum Key: String, CodingKey { case list, inner, last }

            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Key.self)
                var list = fields.nestedUnkeyedContainer(forKey: .list)
                var inner = fields.nestedContainer(keyedBy: Key.self, forKey: .inner)
                try fields.encode("z", forKey: .last)
                try list.encode(1)
                try list.encodeNil()
                var deep = list.nestedUnkeyedContainer()
                try inner.encodeNil(forKey: .last)
                try deep.encode(2)
                #expect(list.count == 3)
                // The same container again.
                var again = encoder.container(keyedBy: Key.self)
                var single = again.superEncoder(forKey: .inner).singleValueContainer()
                try single.encode(3)
            }
        }
        guard case .structure(let fields) = try Value(encoding: Late()) else {
            Issue.record("no structure")
            return
        }
        #expect(fields.map(\.name) == ["list", "inner", "last", "inner"])
        #expect(fields.map(\.value) == [[1, nil, [2]], .structure([StructField(name: "last", value: nil)]), "z", 3])
    }

    @Test("What a type throws is an error with its place, and no value")
    func throwing() throws {
        struct Picky: Encodable {
            let secret = 4711

            func encode(to encoder: any Encoder) throws {
                throw EncodingError.invalidValue(
                    secret,
                    .init(codingPath: encoder.codingPath, debugDescription: "too high")
                )
            }
        }
        struct Outer: Encodable { let list = [Picky()] }
        let error = #expect(throws: DuckDBError.self) { try Value(encoding: Outer()) }
        #expect(error?.code == .encoding)
        #expect(error?.message == "Outer could not be encoded at \"list.0\": too high.")
        #expect(throws: DuckDBError.self) { _ = try "SELECT \(encoding: Outer())" as SQL }
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (list INTEGER[])")
        #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                try? appender.append(encoding: Outer())
            }
        }
    }

    @Test("A row that lacks a column of the first, or has one more, names it")
    func differingRows() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (a INTEGER, b INTEGER)")
        let lacking = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                try appender.append(encoding: ["a": 1, "b": 2])
                try appender.append(encoding: ["b": 2, "a": 1])
                try appender.append(encoding: ["a": 1])
            }
        }
        #expect(lacking?.message.hasPrefix("There is no value for b in row 3 for table \"t\".") == true)
        let more = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t", columns: ["a"]) { try $0.append(encoding: ["a": 1, "b": 2]) }
        }
        #expect(more?.message.contains("\"b\"") == true)
        #expect(throws: DuckDBError.self) { try connection.append(to: "t") { try $0.append(encoding: ["z": 1]) } }
        #expect(try connection.append(to: "t", columns: ["b"]) { try $0.append(encoding: 5) } == 1)
    }

    @Test(
        "Names in snake case are the way back of those that are read",
        arguments: [
            ("firstName", "first_name"), ("id", "id"), ("myURLPath", "my_url_path"), ("_private", "_private"),
            ("already_snake", "already_snake"), ("v2", "v2"), ("aB", "a_b"),
        ]
    )
    func snakeCase(key: String, name: String) throws {
        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(_ name: String) { stringValue = name }
            init?(stringValue: String) { self.init(stringValue) }
            init?(intValue: Int) { nil }
        }
        struct One: Encodable {
            let key: String
            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encode(1, forKey: Key(key))
            }
        }
        let value = try Value(encoding: One(key: key), keys: .fromSnakeCase)
        #expect(value == .structure([StructField(name: name, value: 1)]))
    }
}

extension Value {
    /// The names of the only fields of structures in a list.
    fileprivate var kindOfElements: [String] {
        guard case .list(let values) = self else { return [] }
        return values.flatMap { value -> [String] in
            guard case .structure(let fields) = value else { return [] }
            return fields.map(\.name)
        }
    }
}
