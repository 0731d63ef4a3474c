import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("What vouches for an extension")
struct TrustTests {
    @Test(
        "Under each policy what is asked for is loaded, and unsigned extensions are refused",
        arguments: ExtensionTrust.allCases
    )
    func loads(trust: ExtensionTrust) async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.extensions = [.httpfs, .postgresScanner, .httpfs]
        configuration.trust = trust
        let engine = try await Engine.wake(configuration)
        let loaded = try await engine.cursor { cursor in
            try cursor.fetchAll(
                String.self,
                "SELECT extension_name FROM duckdb_extensions() WHERE loaded AND install_mode != 'STATICALLY_LINKED' ORDER BY 1"
            )
        }
        #expect(loaded == ["httpfs", "postgres_scanner"])
        let setting = try await engine.cursor { cursor in
            try cursor.fetchOne(Bool.self, "SELECT current_setting('allow_unsigned_extensions')")
        }
        #expect(setting == false)
        #expect(engine.timeline.phases.contains { $0.name == "hash" } == (trust == .manifest))
    }
}
