import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("A statement that lacks an extension")
struct MissingExtensionTests {
    private static let cases = [
        ("LOAD mysql", "mysql_scanner"), ("LOAD inet", "inet"), ("ATTACH 'x' (TYPE mysql)", "mysql_scanner"),
        ("ATTACH 'x.sqlite' (TYPE sqlite)", "sqlite_scanner"), ("SELECT ST_Point(1, 2)", "spatial"),
        ("FROM st_read('x')", "spatial"), ("FROM read_xlsx('x.xlsx')", "excel"),
        ("FROM read_parquet('azure://x/y.parquet')", "azure"), ("SELECT '10.0.0.1'::INET", "inet"),
        ("CREATE SECRET (TYPE azure)", "azure"), ("ATTACH 'ducklake:x'", "ducklake"), ("ATTACH 'md:'", "motherduck"),
        ("SET azure_http_stats = true", "azure"),
    ]

    @Test("is told which, and the command that bakes it, and the engine's words are kept for the details")
    func namesBakeCommand() async throws {
        // A process of its own, with a HOME where nothing is installed.
        let report = try await WakeProbe.run(
            ["DUCKDB_EXTENSION_DIRECTORY": ExtensionBundleFolder.path, "AWS_LAMBDA_FUNCTION_NAME": "f"],
            home: ScratchFolder(),
            Self.cases.map(\.0)
        )
        let platform = ExtensionPlatform.current
        for ((sql, name), statement) in zip(Self.cases, report.statements) {
            let error = try #require(statement.error, "\(sql)")
            #expect(error.code == "notFound", "\(sql): \(error)")
            #expect(error.text.contains("needs the extension \(name), which the bundle in"), "\(sql): \(error)")
            #expect(error.text.contains("bake --version 1.5.4 --platform \(platform) --target DIR \(name),"))
            #expect(!error.text.contains("INSTALL"))
            #expect(error.details?.contains("Error: ") == true, "\(sql): \(error)")
        }
        #expect(report.statements.count == Self.cases.count)
    }

    @Test("Without a bundle too")
    func withoutBundle() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = "/nowhere"
        let engine = try await Engine.wake(configuration)
        let error = await #expect(throws: ExtensionError.self) {
            try await engine.cursor { try $0.fetchAll("FROM read_parquet('s3://bucket/x.parquet')") }
        }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("needs the extension httpfs, which is not loaded; there is no bundle") == true)
    }

    @Test("One that the bundle has but nobody loaded is named with the variable that loads it")
    func notLoaded() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = try await BakedExtensions.directory
        let engine = try await Engine.wake(configuration)
        let error = await #expect(throws: ExtensionError.self) {
            try await engine.cursor { try $0.fetchAll("SELECT '10.0.0.1'::INET") }
        }
        #expect(error?.code == .notLoaded, "\(String(describing: error))")
        #expect(error?.remedy.contains("DUCKDB_EXTENSIONS") == true)
        try await engine.cursor { try $0.execute("LOAD inet") }
        #expect(
            try await engine.cursor { try $0.fetchOne(String.self, "SELECT '10.0.0.1'::INET::VARCHAR") } == "10.0.0.1"
        )
    }

    @Test(
        "Every other error stays the engine's own",
        arguments: ["LOAD '/nowhere/inet.duckdb_extension'", "FROM nowhere", "SELECT nofunction(1)", "SELEC 1"]
    )
    func keepsOthers(sql: String) async throws {
        let engine = try await Engine.wake(.test([]))
        await #expect(throws: DuckDBError.self) { try await engine.cursor { try $0.execute(SQL(unsafe: sql)) } }
    }
}
