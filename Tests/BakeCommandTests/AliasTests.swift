import DuckDBClient
import DuckDBServerless
import Testing

@Suite("Aliases")
struct AliasTests {
    @Test("The aliases of every extension the engine knows are the engine's own")
    func engine() throws {
        let connection = try Database().connect()
        let rows = try connection.fetchAll(
            "SELECT extension_name, unnest([extension_name] || aliases) FROM duckdb_extensions()"
        )
        let names = try rows.map { row in try row.decode((String, String).self) }
        #expect(names.count > 30)
        for (name, alias) in names { #expect(try ExtensionName(alias).text == name) }
        for (name, aliases) in Dictionary(grouping: names, by: \.0) {
            #expect(try ExtensionName(name).aliases == aliases.map(\.1).filter { $0 != name }.sorted())
        }
    }
}
