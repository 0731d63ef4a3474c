import DuckDBClient
import Testing

/// DuckDB's own table of every type, with its smallest and largest values and NULL, against DuckDB's own text of each.
@Suite("Every type of test_all_types()")
struct AllTypesTests {
    @Test("The table has all the types the engine knows, and none that this client does not")
    func coverage() {
        #expect(AllTypes.columns.count > 50)
        for column in AllTypes.columns {
            if case .unknown = column.type { Issue.record("\(column.name) is of a type that is not known") }
        }
    }

    @Test("A column's type has the engine's own name for it", arguments: AllTypes.columns)
    func names(column: Column) throws {
        let sql: SQL =
            "SELECT typeof(CAST(NULL AS \(column.type))) = typeof(\(SQL.identifier(column.name))) FROM test_all_types()"
        #expect(try Database().connect().fetchAll(sql).map { $0[0] } == [true, true, true])
    }

    @Test("A column reads as DuckDB prints it", arguments: AllTypes.columns)
    func reads(column: Column) throws {
        let name = SQL.identifier(column.name)
        // The engine's own text of TIMESTAMP WITH TIME ZONE goes through milliseconds and is off for its largest value.
        let text: SQL =
            column.type == .timestampTZ ? "make_timestamp(epoch_us(\(name)))::VARCHAR || '+00'" : "\(name)::VARCHAR"
        let rows = try Database().connect().fetchAll("SELECT \(name), \(text) FROM test_all_types()")
        #expect(rows.count == 3)
        for row in rows { #expect(row[0].engineText.map(Value.text) ?? .null == row[1]) }
    }

    @Test("A value that was read is the same to the engine when it is bound", arguments: AllTypes.columns)
    func roundTrips(column: Column) throws {
        let connection = try Database().connect()
        let sql: SQL =
            "SELECT $1::\(column.type) IS NOT DISTINCT FROM \(SQL.identifier(column.name)) FROM test_all_types()"
        for (index, value) in try AllTypes.values(of: column).enumerated() {
            #expect(try connection.fetchAll(sql, [value])[index][0] == true)
            let back = try #require(try connection.fetchOne("SELECT $1", [value]))
            // By text, because NaN does not equal itself.
            #expect("\(back[0])" == "\(value)")
        }
    }

    @Test(
        "Lists, structures, maps, arrays and unions of a value come back when they are bound",
        arguments: AllTypes.columns
    )
    func roundTripsNested(column: Column) throws {
        let connection = try Database().connect()
        let values = try AllTypes.values(of: column)
        for value in values {
            let nested: [Value] = [
                .list([value, nil, value]), .array([value, nil]),
                .list([.array([nil, value]), .array([nil, nil]), nil]),
                .structure([StructField(name: "a b", value: value), StructField(name: "null", value: nil)]),
                .map([MapEntry(key: "k", value: value), MapEntry(key: "n", value: nil)]),
                .union(member: "only", value: value),
                .list([.union(member: "a", value: value), .union(member: "b", value: 1), nil]),
                .list([
                    .map([]),
                    .map([MapEntry(key: 1, value: .list([.structure([StructField(name: "s", value: value)])]))]),
                ]),
            ]
            for value in nested {
                let back = try #require(try connection.fetchOne("SELECT $1, $1::VARCHAR", [value]))
                #expect("\(back[0])" == "\(value)")
            }
        }
        // A key is any value but NULL.
        for key in values.prefix(2) {
            let map = Value.map([MapEntry(key: key, value: 1)])
            let back = try #require(try connection.fetchOne("SELECT $1", [map]))
            #expect("\(back[0])" == "\(map)")
        }
    }

    @Test("A VARIANT of every type holds what it was made of, read and bound", arguments: AllTypes.columns)
    func variants(column: Column) throws {
        let connection = try Database().connect()
        let name = SQL.identifier(column.name)
        for row in try connection.fetchAll("SELECT \(name), \(name)::VARIANT FROM test_all_types()") {
            let expected = row[0].isNull ? Value.null : .variant(row[0].variantContent)
            #expect("\(row[1])" == "\(expected)")
            let back = try #require(try connection.fetchOne("SELECT $1, [$1], typeof($1)", [row[1]]))
            #expect(
                "\(back.values)" == "\([expected, .list([expected]), .text(row[0].isNull ? "\"NULL\"" : "VARIANT")])"
            )
        }
    }

    @Test("The members of an ENUM too large for 16 bits are read")
    func largeEnum() throws {
        let sql: SQL = "SELECT large_enum FROM test_all_types(use_large_enum := true)"
        let rows = try Database().connect().fetchAll(sql)
        #expect(rows.map { $0[0] } == ["enum_0", "enum_69999", nil])
    }
}

extension Value {
    /// The value as a VARIANT keeps it: without the types that a VARIANT has not.
    fileprivate var variantContent: Value {
        switch self {
        case .list(let values), .array(let values): .list(values.map(\.variantContent))
        case .structure(let fields):
            .structure(fields.map { StructField(name: $0.name, value: $0.value.variantContent) })
        case .map(let entries):
            .list(
                entries.map { entry in
                    .structure([
                        StructField(name: "key", value: entry.key.variantContent),
                        StructField(name: "value", value: entry.value.variantContent),
                    ])
                }
            )
        case .union(_, let value): value.variantContent
        default: self
        }
    }
}
