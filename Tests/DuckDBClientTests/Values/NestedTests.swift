import DuckDBClient
import Foundation
import Testing

@Suite("Nested values")
struct NestedTests {
    @Test(
        "Beyond one chunk, with NULL at every level, each row reads as DuckDB prints it",
        arguments: [
            "CASE WHEN i % 7 > 0 THEN [CASE WHEN i % 5 > 0 THEN [i, NULL, i + 1] END, [], NULL] END",
            "CASE WHEN i % 7 > 0 THEN {'a': CASE WHEN i % 5 > 0 THEN {'b': nullif(i % 3, 0)} END, 'c': 'x y' || i} END",
            "CASE WHEN i % 7 > 0 THEN MAP {i: CASE WHEN i % 5 > 0 THEN [NULL, 't,' || i] END, -i - 1: NULL} END",
            "(CASE WHEN i % 7 > 0 THEN [i, NULL, nullif(i, 9)] END)::BIGINT[3]",
            "[CASE WHEN i % 5 > 0 THEN [i::VARCHAR, NULL] END, NULL]::VARCHAR[2][2]",
            """
            CASE WHEN i % 7 > 0 THEN CASE i % 3
                WHEN 0 THEN union_value(n := i)::UNION(n BIGINT, t VARCHAR[])
                WHEN 1 THEN union_value(t := ['a', NULL, i::VARCHAR])::UNION(n BIGINT, t VARCHAR[])
                ELSE union_value(n := NULL::BIGINT)::UNION(n BIGINT, t VARCHAR[]) END END
            """,
            "CASE WHEN i % 7 > 0 THEN {'a': [i, NULL], 'b': CASE WHEN i % 5 > 0 THEN {'c': 'é' || i} END}::VARIANT END",
            "CASE WHEN i % 7 > 0 THEN [i::VARIANT, NULL, 'text of ' || i, [1.5, NULL]::VARIANT] END",
        ]
    )
    func manyRows(expression: String) throws {
        let connection = try Database().connect()
        var count = 0
        try connection.forEach("SELECT \(expression) AS v, v::VARCHAR FROM range(5000) t(i)") { row in
            count += 1
            // A VARIANT within a value is not quoted, whatever it holds.
            if "\(row.columns[0].type)".contains("VARIANT") {
                #expect(row[0].isNull == row[1].isNull)
            } else {
                try #require(row[0].engineText.map(Value.text) ?? .null == row[1])
            }
            guard count % 23 == 0 else { return }
            let back = try #require(try connection.fetchOne("SELECT $1", [row[0]]))
            try #require(back[0] == row[0])
        }
        #expect(count == 5000)
    }

    @Test(
        "Texts within other values read as DuckDB quotes them",
        arguments: [
            "['', 'NULL', 'null', NULL, 'a b', ' a', 'a ', chr(9) || 'a', 'a' || chr(10) || 'b', 'a''b', 'a\\b', 'a''\\b']",
            "list_transform(range(1, 300), lambda i: 'x' || chr(i::INT) || 'y')",
            "{'a b': 'x, y', 'it''s': '{', 'q': 'é'}", "MAP {'a b': 'c d', 'k=': 'NULL', '': ''}",
            "row('a', 'b c', [row('d:')])", "[union_value(k := 'a, b')]",
            "['\\x00\\x27ab'::BLOB]", "[TIME '01:02:03', NULL]", "[DATE '0044-03-15 (BC)', 'infinity']",
            "[INTERVAL '14 months -3 days -01:02:03.5', INTERVAL 0 DAY]",
        ]
    )
    func quoting(expression: String) throws {
        let row = try Database().connect().fetchOne("SELECT \(expression) AS v, v::VARCHAR")
        #expect(row?[0].engineText.map(Value.text) == row?[1])
    }

    @Test("A UNION is bound as its one member, and joins any UNION that has it")
    func unions() throws {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE u (v UNION(n INTEGER, t VARCHAR))")
        for value in [Value.union(member: "n", value: 5), .union(member: "t", value: nil), nil] {
            try connection.execute("INSERT INTO u VALUES ($1)", [value])
        }
        let read = try connection.fetchAll("SELECT v, union_tag(v)::VARCHAR FROM u").map(\.values)
        #expect(read == [[.union(member: "n", value: 5), "n"], [.union(member: "t", value: nil), "t"], [nil, nil]])
        #expect(throws: DuckDBError.self) {
            try connection.execute("INSERT INTO u VALUES ($1)", [.union(member: "other", value: 5)])
        }
    }

    @Test("Values beside each other take the type that holds them all, in maps, arrays and unions too")
    func widens() throws {
        let connection = try Database().connect()
        let maps: Value = [.map([MapEntry(key: 1, value: 2)]), .map([MapEntry(key: 1.5, value: nil)])]
        #expect(try connection.fetchOne("SELECT typeof($1)", [maps])?[0] == "MAP(DOUBLE, BIGINT)[]")
        let arrays: Value = [.array([1, nil]), .array([.bigInteger(7), nil]), nil]
        #expect(try connection.fetchOne("SELECT typeof($1)", [arrays])?[0] == "BIGNUM[2][]")
        let unions: Value = [
            .union(member: "a", value: 1), .union(member: "b", value: "x"), .union(member: "a", value: 0.5),
        ]
        #expect(try connection.fetchOne("SELECT typeof($1)", [unions])?[0] == "UNION(a DOUBLE, b VARCHAR)[]")
        let times: Value = [.time(TimeOfDay(nanoseconds: 1000)), .time(TimeOfDay(nanoseconds: 1))]
        #expect(try connection.fetchOne("SELECT typeof($1)", [times])?[0] == "TIME_NS[]")
        let variants: Value = [1, "x", .variant([])]
        #expect(try connection.fetchOne("SELECT $1", [variants])?[0] == [.variant(1), .variant("x"), .variant([])])
    }
}
