import DuckDBClient
import Testing

@Suite("A statement within another one")
struct SubqueryTests {
    @Test(
        "Loses the semicolon and the comments behind it, and nothing that is its own",
        arguments: [
            "SELECT 1", "SELECT 1;", "SELECT 1 ; -- done", "SELECT 1 -- one", "SELECT 1 /* ; */ ;\n/* end */",
            "SELECT ';--' AS a;", "SELECT 1 AS \"a;--\";", "SELECT $$;--$$;", "SELECT $x$ ; $$ -- $x$ ; -- c",
            "SELECT 'it''s' ;;",
            "-- ahead\nSELECT 1\n--", "SELECT 1 - -1 --;", "SELECT 6 / 2", "SELECT E'it\\'s; -- x'",
            "SELECT E'it\\'s'; -- all", "SELECT E'\\'', 1, '-- '", "SELECT 1; /* a /* b */ ; */",
        ]
    )
    func runs(text: String) async throws {
        let sql = SQL(unsafe: text)
        let (whole, part) = try await Database.open().withConnection { connection in
            (try connection.fetchAll(sql).map(\.values), try connection.fetchAll("FROM " + sql.subquery).map(\.values))
        }
        #expect(whole == part)
    }

    @Test("Keeps its parameters")
    func parameters() async throws {
        let rows = try await Database.open().withConnection { connection in
            try connection.fetchAll(Int64.self, "SELECT i FROM " + (("SELECT \(5) AS i; -- x" as SQL).subquery))
        }
        #expect(rows == [5])
        let named = try await Database.open().withConnection { connection in
            try connection.fetchAll(Int64.self, "FROM " + ("SELECT $1::BIGINT;" as SQL).subquery, [7])
        }
        #expect(named == [7])
    }
}
