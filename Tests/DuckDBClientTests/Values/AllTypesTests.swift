import DuckDBClient
import Foundation
import Testing

/// DuckDB's own table of every type, with its smallest and largest values and NULL, against DuckDB's own text of each.
@Suite("Every type of test_all_types()")
struct AllTypesTests {
    private static let unsupported: Set<LogicalType> = [
        .unsupported("BIT"), .unsupported("BIGNUM"), .unsupported("VARIANT"), .unsupported("GEOMETRY"),
    ]

    static let columns: [Column] = {
        // No columns fails the test of their number.
        guard let rows = try? Database().connect().query("SELECT * FROM test_all_types() LIMIT 0") else { return [] }
        return Array(rows.columns)
    }()

    @Test("The table has all the types the engine knows, and only four of them cannot be read")
    func coverage() {
        #expect(Self.columns.count > 50)
        let unread = Self.columns.map(\.type).filter { if case .unsupported = $0 { true } else { false } }
        #expect(Set(unread).isSubset(of: Self.unsupported))
    }

    @Test("A column reads as DuckDB prints it", arguments: columns.filter { !unsupported.contains($0.type) })
    func reads(column: Column) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column.name)
        // The engine's own text of TIMESTAMP WITH TIME ZONE goes through milliseconds and is off for its largest value.
        let text: SQL = column.type == .timestampTZ ? "make_timestamp(epoch_us(\(name)))::VARCHAR" : "\(name)::VARCHAR"
        let rows = try connection.fetchAll("SELECT \(name), \(text), (\(name) IS NULL) FROM test_all_types()")
        #expect(rows.count == 3)
        for row in rows {
            #expect(row[2] == .boolean(row[0].isNull))
            guard case .text(let expected) = row[1], let text = row[0].engineText else { continue }
            #expect(text == expected)
        }
    }

    @Test(
        "A value that was read comes back the same when it is bound",
        arguments: columns.filter { isBindable($0.type) }
    )
    func roundTrips(column: Column) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column.name)
        for row in try connection.fetchAll("SELECT \(name) FROM test_all_types()") where !row[0].isNull {
            let back = try #require(try connection.fetchOne("SELECT $1", [row[0]]))
            // By text, because NaN does not equal itself.
            if "\(back.values)" == "\(row.values)" { continue }
            // Types that a value does not carry, such as SMALLINT or ENUM, come back when they are asked for.
            let cast = try #require(try connection.fetchOne("SELECT $1::\(column.type)", [row[0]]))
            #expect("\(cast.values)" == "\(row.values)")
        }
    }

    private static func isBindable(_ type: LogicalType) -> Bool {
        switch type {
        case .unsupported, .map, .union, .array: false
        case .structure(let fields): fields.allSatisfy { isBindable($0.type) }
        case .list(let element): isBindable(element)
        default: true
        }
    }
}

extension Value {
    /// A scalar in the engine's own spelling; nil for what is compared elsewhere.
    fileprivate var engineText: String? {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .hugeInteger(let value): String(value)
        case .unsignedHugeInteger(let value): String(value)
        case .decimal(let value): value.description
        case .text(let value): value
        case .uuid(let value): value.uuidString.lowercased()
        case .date(let value): value.description
        case .time(let value): value.description
        case .timestamp(let value):
            value.description.replacing("T", with: " ").replacing("Z", with: "")
        default: nil
        }
    }
}
