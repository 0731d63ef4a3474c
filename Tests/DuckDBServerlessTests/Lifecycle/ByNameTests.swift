import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// Each runs without a network, without HOME, without privileges, the bundle and the working directory mounted read-only.
@Suite("Extensions by name, from the bundle alone")
struct ByNameTests {
    private static let loaded = """
        SELECT extension_name, install_path FROM duckdb_extensions()
        WHERE loaded AND extension_name IN ('aws', 'httpfs', 'postgres_scanner', 'inet') ORDER BY 1
        """

    @Test(
        "What a statement names or makes the engine load comes from the bundle",
        arguments: [
            ("LOAD postgres", "postgres_scanner"), ("LOAD postgres_scanner", "postgres_scanner"), ("LOAD aws", "aws"),
            ("INSTALL aws; LOAD aws", "aws"),
            ("CREATE SECRET (TYPE s3, PROVIDER credential_chain, CHAIN 'env', VALIDATION 'none')", "aws"),
        ],
        ExtensionTrust.allCases
    )
    func loads(case: (statement: String, name: String), trust: ExtensionTrust) async throws {
        let bundle = try await ExtensionBundleFolder.path
        let statements = `case`.statement.split(separator: "; ").map(String.init)
        let report = try await run(trust, bundle, statements + [Self.loaded])
        #expect(report.wake.isAwake)
        #expect(report.statements.dropLast().allSatisfy { $0.error == nil }, "\(report.statements)")
        let folder = "\(bundle)/v1.5.4/\(ExtensionPlatform.current)"
        let expected = [`case`.name, "httpfs"].sorted().map { [$0, "\(folder)/\($0).duckdb_extension"] }
        #expect(report.statements.last?.rows == expected)
    }

    @Test("ATTACH … (TYPE postgres) gets as far as the server that is not there")
    func attaches() async throws {
        let bundle = try await ExtensionBundleFolder.path
        // Loads the extension as well; without any secret the extension asks for a persistent one, and there is none.
        let secret = "CREATE SECRET (TYPE postgres, HOST '127.0.0.1', PORT 1)"
        for statements in [["ATTACH '' AS p (TYPE postgres)"], [secret, "ATTACH 'dbname=d' AS p (TYPE postgres)"]] {
            let report = try await run(.manifest, bundle, statements + [Self.loaded])
            let text = try #require(report.statements.dropLast().last?.error?.text)
            #expect(
                text.contains(statements.count == 1 ? "secret storage" : "Unable to connect to Postgres"),
                "\(text)"
            )
            #expect(report.statements.last?.rows?.map(\.first) == ["httpfs", "postgres_scanner"])
        }
    }

    @Test("A function of an extension is enough to load it")
    func scans() async throws {
        let bundle = try await ExtensionBundleFolder.path
        let report = try await run(
            .manifest,
            bundle,
            ["FROM postgres_scan('port=1 host=127.0.0.1','a','b')", Self.loaded]
        )
        #expect(report.statements.last?.rows?.map(\.first) == ["httpfs", "postgres_scanner"])
    }

    @Test("A path of S3 gets as far as the network that is not there")
    func reads() async throws {
        let statement = "FROM read_csv('s3://bucket/file.csv')"
        let report = try await run(.manifest, await ExtensionBundleFolder.path, [statement])
        let text = try #require(report.statements.first?.error?.text)
        #expect(text.contains("s3.amazonaws.com") && !text.contains("extension"), "\(text)")
    }

    @Test("The role's credentials are in no setting, however httpfs came to be loaded")
    func keepsCredentials() async throws {
        let settings = "SELECT name, value FROM duckdb_settings() WHERE value LIKE '%hunter2%'"
        let report = try await run(
            .manifest,
            await ExtensionBundleFolder.path,
            ["LOAD httpfs", "LOAD aws", "LOAD s3", settings]
        )
        #expect(report.statements.last?.rows == [])
    }

    @Test("An extension that the bundle lacks is not looked for elsewhere")
    func looksNowhereElse() async throws {
        let report = try await run(
            .manifest,
            await ExtensionBundleFolder.path,
            ["LOAD inet", "SELECT '10.0.0.1'::INET", Self.loaded]
        )
        for statement in report.statements.dropLast() {
            #expect(statement.error?.code == "notFound")
            let command = "bake --version 1.5.4 --platform \(ExtensionPlatform.current) --target DIR inet"
            #expect(statement.error?.text.contains(command) == true, "\(statement)")
        }
        #expect(report.statements.last?.rows?.map(\.first) == ["httpfs"])
    }

    private func run(_ trust: ExtensionTrust, _ bundle: String, _ statements: [String]) async throws -> WakeProbe.Report
    {
        try await WakeProbe.run(
            [
                "DUCKDB_EXTENSION_DIRECTORY": bundle, "DUCKDB_EXTENSION_TRUST": trust.rawValue,
                "DUCKDB_EXTENSION_INSTALL": "off", "AWS_ACCESS_KEY_ID": "hunter2", "AWS_SECRET_ACCESS_KEY": "hunter2",
                "AWS_SESSION_TOKEN": "hunter2",
            ],
            isolatedIn: bundle,
            statements
        )
    }
}
