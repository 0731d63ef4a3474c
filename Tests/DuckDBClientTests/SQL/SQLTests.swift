import DuckDBClient
import Testing

@Suite("Quoting")
struct SQLTests {
    @Test(
        "Any name is one identifier to the engine",
        arguments: ["plain", "with space", "quo\"te", "select", "é", "a.b", "accented\"\u{301} quote"]
    )
    func identifiers(name: String) throws {
        let connection = try Database().connect()
        let rows = try connection.query("SELECT 1 AS \(SQL.identifier(name))")
        #expect(rows.columns.map(\.name) == [name])
    }

    @Test(
        "Any text is one literal to the engine",
        arguments: ["plain", "it's", "''", "back\\slash", "; --", "$1 $$", "it'\u{301}s"]
    )
    func literals(text: String) throws {
        let connection = try Database().connect()
        #expect(try connection.fetchOne("SELECT \(SQL.literal(text))")?[0] == .text(text))
    }
}
