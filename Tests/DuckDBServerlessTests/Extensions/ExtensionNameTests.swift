import DuckDBServerless
import Foundation
import Testing

@Suite("Extension names")
struct ExtensionNameTests {
    @Test(
        "An alias the engine knows becomes the canonical name",
        arguments: [
            ("postgres", "postgres_scanner"), ("mysql", "mysql_scanner"), ("sqlite", "sqlite_scanner"),
            ("sqlite3", "sqlite_scanner"), ("s3", "httpfs"), ("http", "httpfs"), ("https", "httpfs"),
            ("md", "motherduck"), ("odbc", "odbc_scanner"), ("uc_catalog", "unity_catalog"), ("HTTPFS", "httpfs"),
            ("Postgres_Scanner", "postgres_scanner"), ("inet", "inet"),
        ]
    )
    func resolvesAliases(text: String, canonical: String) throws {
        #expect(try ExtensionName(text).text == canonical)
    }

    @Test(
        "A name that could leave its folder or its statement is refused",
        arguments: [
            "", "../inet", "a/b", "a.b", "a b", "a'b", "a\\b", "inet\0", "ïnet", "-inet",
            String(repeating: "a", count: 65),
        ]
    )
    func refusesUnsafeNames(text: String) {
        let error = #expect(throws: ExtensionError.self) { try ExtensionName(text) }
        #expect(error?.code == .invalidName)
        #expect(error?.description.contains("httpfs") == true)
    }

    @Test("The aliases of a name are listed in order")
    func listsAliases() {
        #expect(ExtensionName.httpfs.aliases == ["http", "https", "s3"])
        #expect(ExtensionName.aws.aliases == [])
        #expect(ExtensionName.postgresScanner.fileName == "postgres_scanner.duckdb_extension")
    }

    @Test("A decoded name must be canonical")
    func decodesCanonicalNamesOnly() throws {
        #expect(try JSONDecoder().decode([ExtensionName].self, from: Data(#"["httpfs"]"#.utf8)) == [.httpfs])
        let error = #expect(throws: ExtensionError.self) {
            try JSONDecoder().decode([ExtensionName].self, from: Data(#"["s3"]"#.utf8))
        }
        #expect(error?.remedy.contains("httpfs") == true)
    }
}
