import DuckDBClient
import Foundation
import Testing

@Suite("VARIANT")
struct VariantTests {
    private static let tree = Value.variant(
        .structure([
            StructField(
                name: "list",
                value: [1, "two", [3.5, nil], .structure([StructField(name: "z", value: true)]), []]
            ),
            StructField(name: "a", value: .bits(BitString([true, false]))),
            StructField(name: "date", value: .date(CalendarDate(daysSinceEpoch: 1))),
        ])
    )

    @Test("Values of any type beside each other are bound, kept in a table and read back")
    func mixed() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (v VARIANT, n BIGINT)")
        try connection.execute("INSERT INTO t SELECT $1, i FROM range(3000) t(i)", [Self.tree])
        try connection.execute("INSERT INTO t VALUES (NULL, 3000), ($1, 3001)", [.variant(.text("x"))])
        let rows = try connection.fetchAll("SELECT v FROM t ORDER BY n")
        #expect(rows.count == 3002)
        #expect(rows.prefix(3000).allSatisfy { $0[0] == Self.tree })
        #expect(rows[3000][0] == nil)
        #expect(rows[3001][0] == .variant("x"))
    }

    @Test("What the engine shredded in its file reads the same")
    func shredded() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "variant-\(UUID().uuidString).db")
        defer { try? FileManager.default.removeItem(at: file) }
        let expected: SQL = "SELECT {'id': i, 'tags': ['a', i::VARCHAR], 'none': NULL}::VARIANT FROM range(5000) t(i)"
        do {
            let connection = try Database(path: file.path, settings: [("storage_compatibility_version", "latest")])
                .connect()
            try connection.execute("CREATE TABLE t AS \(expected)")
            try connection.execute("CHECKPOINT")
        }
        let connection = try Database(path: file.path).connect()
        #expect(try connection.fetchAll("FROM t").map(\.values) == connection.fetchAll(expected).map(\.values))
    }

    @Test("It decodes as what it holds would")
    func decodes() throws {
        struct Row: Decodable, Equatable {
            let id: Int
            let tags: [String]
        }
        let connection = try Database().connect()
        #expect(try connection.fetchOne(Int.self, "SELECT 42::VARIANT") == 42)
        let sql: SQL = "SELECT [{'id': 1, 'tags': ['a']}::VARIANT, {'id': 2, 'tags': []}::VARIANT]"
        #expect(try connection.fetchOne([Row].self, sql) == [Row(id: 1, tags: ["a"]), Row(id: 2, tags: [])])
        #expect(try connection.fetchOne(Value.self, "SELECT 42::VARIANT") == .variant(42))
    }

    @Test("A deep one is read, a deeper one is an error and not an exhausted stack")
    func deep() throws {
        #expect(try nested(999).value() != .null)
        #expect(throws: DuckDBError.self) { try nested(1000).value() }
    }

    private func nested(_ depth: Int) throws -> VariantParts {
        let arrays = (0..<depth).map { (kind: UInt8(30), offset: $0 * 3) }
        // One child each, at the array's own index, in two bytes.
        let data = (0..<depth).flatMap { (index) -> [UInt8] in [1, UInt8(index & 0x7F | 0x80), UInt8(index >> 7)] }
        return VariantParts(
            keys: [],
            children: (0..<depth).map { (key: 0, value: $0 + 1) },
            values: arrays + [(kind: 1, offset: 0)],
            data: data
        )
    }

    @Test(
        "Parts that do not fit together are an error and not a trap",
        arguments: [
            // No root; a root beyond the data; a number, a text and a length that end early; a length without end.
            VariantParts(values: []), VariantParts(values: [(6, 9)], data: [1]),
            VariantParts(values: [(6, 0)], data: [1]), VariantParts(values: [(16, 0)], data: [9, 65]),
            VariantParts(values: [(16, 0)], data: [0x80]),
            VariantParts(values: [(16, 0)], data: .init(repeating: 0xFF, count: 9)),
            // Children, a value and a key that there are not.
            VariantParts(values: [(30, 0)], data: [2, 0]),
            VariantParts(children: [(0, 5)], values: [(30, 0)], data: [1, 0]),
            VariantParts(children: [(3, 1)], values: [(29, 0), (1, 0)], data: [1, 0]),
            VariantParts(children: [(0, 1)], values: [(30, 0)], data: [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
            // An array within itself, and a child of two parents.
            VariantParts(children: [(0, 0)], values: [(30, 0)], data: [1, 0]),
            VariantParts(children: [(0, 1), (0, 1)], values: [(30, 0), (30, 2)], data: [2, 0, 1, 0]),
            // DECIMAL(40,0) and DECIMAL(2,3); a BIT and a BIGNUM that are none; a TIME beyond 64 bits of nanoseconds.
            VariantParts(values: [(15, 0)], data: [40, 0] + .init(repeating: 0, count: 16)),
            VariantParts(values: [(15, 0)], data: [2, 3, 0, 0]), VariantParts(values: [(32, 0)], data: [2, 9, 1]),
            VariantParts(values: [(31, 0)], data: [2, 0x80, 0]),
            VariantParts(values: [(20, 0)], data: .init(repeating: 0x7F, count: 8)),
            // A kind of a later engine.
            VariantParts(values: [(200, 0)]),
        ]
    )
    func malformed(parts: VariantParts) {
        #expect(throws: DuckDBError.self) { try parts.value() }
    }
}

/// The four parts of a VARIANT.
struct VariantParts: Sendable, CustomStringConvertible {
    var keys: [String] = []
    var children: [(key: Int, value: Int)] = []
    var values: [(kind: UInt8, offset: Int)]
    var data: [UInt8] = []

    func value() throws -> Value {
        var decoder = VariantDecoder(keys: keys, children: children, values: values, data: data)
        return try decoder.value()
    }

    var description: String { "\(values.prefix(3)), \(children.prefix(3)), \(data.prefix(9))" }
}
