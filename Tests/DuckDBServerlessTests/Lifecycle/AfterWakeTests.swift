import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// What hostile SQL can try with a file that it, or somebody, has put where the engine can read it.
@Suite("After waking, nothing unsigned or altered is loaded")
struct AfterWakeTests {
    /// Statements in turn; `DIR` holds a bundle whose `inet` was altered, `FILE` is that file, `URL` an address that serves it.
    private static let attempts: [[String]] = [
        ["LOAD 'FILE'"],
        ["FORCE INSTALL 'FILE'", "LOAD inet"],
        ["INSTALL 'FILE'", "LOAD inet"],
        ["INSTALL inet FROM 'DIR'", "LOAD inet"],
        ["FORCE INSTALL inet FROM 'DIR'", "LOAD inet"],
        ["FORCE INSTALL inet FROM 'URL'", "LOAD inet"],
        ["SET custom_extension_repository = 'DIR'", "FORCE INSTALL inet", "LOAD inet"],
        ["SET GLOBAL custom_extension_repository = 'URL'", "FORCE INSTALL inet", "LOAD inet"],
        ["SET extension_directories = ['DIR']", "LOAD inet"],
        ["SET GLOBAL extension_directory = 'DIR'", "LOAD inet"],
        [
            "SET extension_directories = ['DIR']", "SET autoload_known_extensions = true",
            "SELECT '10.0.0.1'::INET",
        ],
        [
            "SET autoinstall_extension_repository = 'DIR'", "SET autoinstall_known_extensions = true",
            "SET autoload_known_extensions = true", "SELECT '10.0.0.1'::INET",
        ],
        ["SET allow_unsigned_extensions = true", "LOAD 'FILE'"],
        ["SET GLOBAL allow_unsigned_extensions = true", "LOAD 'FILE'"],
        ["SET SESSION allow_unsigned_extensions = true", "LOAD 'FILE'"],
        ["PRAGMA allow_unsigned_extensions = true", "LOAD 'FILE'"],
        ["RESET allow_unsigned_extensions", "LOAD 'FILE'"],
        ["RESET GLOBAL allow_unsigned_extensions", "LOAD 'FILE'"],
        ["SET allow_extensions_metadata_mismatch = true", "LOAD 'FILE'"],
        ["SET allow_community_extensions = true", "LOAD 'FILE'"],
        ["RESET GLOBAL allow_community_extensions", "LOAD 'FILE'"],
        ["ATTACH ':memory:' AS other", "USE other", "SET allow_unsigned_extensions = true", "LOAD 'FILE'"],
        ["ATTACH ':memory:' AS other (allow_unsigned_extensions true)", "LOAD 'FILE'"],
        ["PREPARE p AS SELECT 1", "BEGIN", "SET allow_unsigned_extensions = true", "ROLLBACK", "LOAD 'FILE'"],
        ["CREATE MACRO m() AS current_setting('allow_unsigned_extensions')", "LOAD 'FILE'"],
    ]

    /// A bundle without httpfs, with which the engine asks every repository for TLS.
    private static let bundle = Task {
        let scratch = try ScratchFolder()
        let bundle = try await ExtensionBundle(directory: ExtensionBundleFolder.path)
        let manifest = ExtensionManifest(
            duckdbVersion: .pinned,
            platform: .current,
            extensions: bundle.manifest.extensions.filter { $0.name == .postgresScanner }
        )
        let folder = ExtensionBundle.folder(in: scratch.path, version: .pinned, platform: .current)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = bundle.path(for: .postgresScanner)
        try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/\(ExtensionName.postgresScanner.fileName)")
        try manifest.write(to: "\(folder)/\(ExtensionManifest.fileName)")
        return scratch
    }

    /// Started once for all; the servers end with the test run.
    private static let altered = Task { try await ExtensionMirror { try FileEdit.flip(5_000_000, of: $0) } }
    private static let official = Task { try await ExtensionMirror() }
    private static let isLoaded = "SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'inet'"

    /// Ways that lead nowhere, but would have, had the engine taken unsigned files when they came.
    private static let detours: [[String]] = [
        ["EXPLAIN ANALYZE LOAD 'FILE'"], ["EXPLAIN LOAD 'FILE'"], ["PREPARE p AS LOAD 'FILE'", "EXECUTE p"],
        ["COPY (SELECT 'LOAD ''FILE'';') TO 'HOME/schema.sql' (HEADER false, QUOTE '')", "IMPORT DATABASE 'HOME'"],
        ["SELECT 1; LOAD 'FILE'"], ["FROM query('LOAD ''FILE''')"], ["CREATE VIEW v AS LOAD 'FILE'"],
        ["ATTACH 'HOME/x.db' AS x (TYPE inet)"], ["CALL load('FILE')"], ["PRAGMA load('FILE')"],
        ["CREATE SECRET (TYPE inet)"], ["COPY (SELECT 1) TO 'HOME/out' (FORMAT inet)"],
        ["SET extension_directories = ['DIR']", "COPY (SELECT 1) TO 'HOME/out' (FORMAT inet)"],
        ["BEGIN", "LOAD 'FILE'", "COMMIT"], ["BEGIN", "SELECT 1", "LOAD 'FILE'", "ROLLBACK"],
    ]

    @Test("nor by ways round about, while an extension waits to be needed", arguments: detours, ExtensionTrust.allCases)
    func detour(attempt: [String], trust: ExtensionTrust) async throws {
        let report = try await run(attempt + [Self.isLoaded], on: Self.altered.value, trust, isLazy: true)
        #expect(report.wake.isAwake)
        #expect(report.statements.last?.rows == [["false"]], "\(report.statements)")
    }

    @Test("by whichever way SQL tries", arguments: attempts, ExtensionTrust.allCases)
    func refused(attempt: [String], trust: ExtensionTrust) async throws {
        try await expectRefusal(of: attempt, trust, isLazy: false)
    }

    @Test("by whichever way SQL tries, while an extension waits to be needed", arguments: attempts)
    func refusedWhileWaiting(attempt: [String]) async throws {
        try await expectRefusal(of: attempt, .manifest, isLazy: true)
    }

    private func expectRefusal(of attempt: [String], _ trust: ExtensionTrust, isLazy: Bool) async throws {
        let settings =
            "SELECT current_setting('allow_unsigned_extensions'), current_setting('allow_community_extensions')"
        let report = try await run(attempt + [Self.isLoaded, settings], on: Self.altered.value, trust, isLazy: isLazy)
        #expect(report.wake.isAwake)
        #expect(report.statements.suffix(2).map(\.rows) == [[["false"]], [["false", "false"]]])
        // For this reason and no other: the way leads to the file, and the engine refuses it.
        let errors = report.statements.compactMap(\.error?.text)
        #expect(errors.contains { $0.contains("signature") }, "\(errors)")
    }

    @Test("while the official file is loaded by the same ways", arguments: [0, 1, 4, 5, 6, 7, 8, 9, 10])
    func control(index: Int) async throws {
        let report = try await run(Self.attempts[index] + [Self.isLoaded], on: Self.official.value, .manifest)
        #expect(report.statements.last?.rows == [["true"]], "\(report.statements)")
    }

    private func run(
        _ attempt: [String],
        on mirror: ExtensionMirror,
        _ trust: ExtensionTrust,
        isLazy: Bool = false
    ) async throws -> WakeProbe.Report {
        let home = try ScratchFolder()
        let statements = attempt.map {
            $0.replacing("FILE", with: mirror.file).replacing("DIR", with: mirror.directory)
                .replacing("URL", with: mirror.url).replacing("HOME", with: home.path)
        }
        // The step of an extension that no statement has needed so far, or the extension at the wake.
        let wait = [
            "DEFAULT_BOOTSTRAP": "pg_replica", "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_DATABASE": "d",
            "PG_REPLICA_USER": "u", "PG_REPLICA_PASSWORD": "env:NONE",
        ]
        let environment = try await [
            "DUCKDB_EXTENSION_DIRECTORY": Self.bundle.value.path, "DUCKDB_EXTENSION_TRUST": trust.rawValue,
        ].merging(isLazy ? wait : ["DUCKDB_EXTENSIONS": "postgres"]) { $1 }
        return try await WakeProbe.run(environment, home: home, statements)
    }
}
