import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// `iceberg` loads `avro` by its name when it is loaded itself.
@Suite("Extensions that load others")
struct DependencyTests {
    private static let loaded = """
        SELECT extension_name FROM duckdb_extensions() WHERE loaded AND extension_name IN ('avro', 'iceberg') ORDER BY 1
        """

    /// In processes of their own: a file must not change under an engine that has it loaded.
    @Test(
        "What an extension loads by name is checked by the engine, though nobody hashed it",
        arguments: ExtensionTrust.allCases
    )
    func refusesUnchecked(trust: ExtensionTrust) async throws {
        let scratch = try ScratchFolder()
        let bundle = scratch.path("bundle")
        let bake = try await ServerlessTool.run(["bake", "--source", "pypi", "--target", bundle, "iceberg", "avro"])
        try #require(bake.status == 0, "\(bake.errors)")
        var environment = [
            "DUCKDB_EXTENSION_DIRECTORY": bundle, "DUCKDB_EXTENSIONS": "iceberg",
            "DUCKDB_EXTENSION_TRUST": trust.rawValue, "DUCKDB_EXTENSION_INSTALL": "off",
        ]
        let intact = try await WakeProbe.run(environment, [Self.loaded])
        #expect(intact.statements.first?.rows == [["avro"], ["iceberg"]])

        let avro = "v1.5.4/\(ExtensionPlatform.current)/avro.duckdb_extension"
        try FileEdit.flip(1_000_000, of: "\(bundle)/\(avro)")
        let damaged = try await WakeProbe.run(environment, [Self.loaded])
        #expect(!damaged.wake.isAwake)
        #expect(damaged.wake.error?.code == "signatureInvalid", "\(String(describing: damaged.wake.error))")

        // A file that lies under HOME is no better, even where it is looked for first.
        let home = try ScratchFolder()
        let extensions = URL(filePath: home.path(".duckdb/extensions/\(avro)"))
        try FileManager.default.createDirectory(
            at: extensions.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try FileManager.default.moveItem(atPath: "\(bundle)/\(avro)", toPath: extensions.path)
        environment["DUCKDB_EXTENSION_INSTALL"] = "on"
        let installing = try await WakeProbe.run(environment, home: home, [Self.loaded])
        #expect(!installing.wake.isAwake)
    }

    @Test("Where nothing may be downloaded, motherduck is refused without MotherDuck's own program in the bundle")
    func motherduck() async throws {
        let scratch = try ScratchFolder()
        let folder = scratch.path("v1.5.4/\(ExtensionPlatform.current)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let entry = ExtensionManifest.Entry(
            name: .motherduck,
            extensionVersion: "1",
            size: 1000,
            sha256: String(repeating: "0", count: 64),
            piecewiseSHA256: String(repeating: "0", count: 64),
            signedBy: .core,
            source: "test"
        )
        try ExtensionManifest(duckdbVersion: .pinned, platform: .current, extensions: [entry])
            .write(to: "\(folder)/manifest.json")
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = scratch.path
        configuration.extensions = [.motherduck]
        let error = await #expect(throws: ExtensionError.self) { try await Engine.wake(configuration) }
        #expect(error?.code == .notFound)
        #expect(error?.remedy.contains("--motherduck-impl") == true)
    }
}
