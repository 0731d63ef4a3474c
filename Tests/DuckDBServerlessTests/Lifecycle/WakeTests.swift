import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Waking an engine")
struct WakeTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private static let steps: [any BootstrapStep] = [
        S3Storage(region: "us-east-1"),
        PostgresReplica(
            host: "127.0.0.1",
            database: "d",
            user: "u",
            password: ParameterReference(.environment, "NONE")
        ),
    ]

    private static let loaded: SQL = """
        SELECT extension_name FROM duckdb_extensions() WHERE loaded AND install_mode != 'STATICALLY_LINKED' ORDER BY 1
        """

    @Test("The extensions of a step are loaded when a statement needs the step, not at the wake")
    func loadsOnNeed() async throws {
        let engine = try await Engine.wake(.test(Self.steps, credentials: Moto.shared().credentials))
        #expect(try await engine.cursor { try $0.fetchAll(String.self, Self.loaded) } == [])
        #expect(engine.timeline.phases.map(\.name) == ["engine"])
        try await engine.cursor { try $0.bootstrap(for: "FROM 's3://bucket/key'") }
        #expect(try await engine.cursor { try $0.fetchAll(String.self, Self.loaded) } == ["httpfs"])
        #expect(
            Set(engine.timeline.phases.map(\.name)) == ["engine", "hash", "load httpfs", "parameters", "attach s3"]
        )
    }

    @Test("Extensions that are asked for, and those of eager steps, are loaded at the wake")
    func loadsAtWake() async throws {
        var step = PostgresReplica(
            host: "127.0.0.1",
            database: "d",
            user: "u",
            password: ParameterReference(.environment, "NONE")
        )
        step.isEager = true
        var configuration = try await EngineConfiguration.test([step])
        configuration.extensions = [.httpfs]
        let engine = try await Engine.wake(configuration)
        #expect(
            try await engine.cursor { try $0.fetchAll(String.self, Self.loaded) } == ["httpfs", "postgres_scanner"]
        )
        let phases = Set(engine.timeline.phases.map(\.name))
        #expect(phases.isSuperset(of: ["engine", "hash", "load httpfs", "load postgres_scanner"]))
        #expect(engine.timeline.phases.allSatisfy { $0.duration > 0 && $0.start >= 0 })
    }

    @Test("Before a statement that could load a file, all that is configured is loaded, and unsigned files are refused")
    func locksUnsigned() async throws {
        let engine = try await Engine.wake(.test(Self.steps))
        let folder = try ScratchFolder()
        let inet = try await folder.copy(BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try FileEdit.flip(1000, of: inet)
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("LOAD \(SQL.literal(inet))") }
        }
        #expect(error?.message.contains("signature") == true)
        #expect(
            try await engine.cursor { try $0.fetchAll(String.self, Self.loaded) } == ["httpfs", "postgres_scanner"]
        )
        let setting = try await engine.cursor { cursor in
            try cursor.fetchOne(Bool.self, "SELECT current_setting('allow_unsigned_extensions')")
        }
        #expect(setting == false)
        await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("SET allow_unsigned_extensions = true") }
        }
    }

    @Test("However many statements need an extension first at the same time, it is loaded once")
    func loadsOnce() async throws {
        let engine = try await Engine.wake(.test(Self.steps, credentials: Moto.shared().credentials))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 1...16 {
                group.addTask {
                    try await engine.cursor { cursor in
                        if index % 4 == 0 { try cursor.execute("SET s3_region = 'eu-west-1'") }
                        try cursor.bootstrap(for: "FROM 's3://bucket/key'")
                    }
                }
            }
            try await group.waitForAll()
        }
        for name in ["httpfs", "postgres_scanner"] {
            #expect(engine.timeline.phases.filter { $0.name == "load \(name)" }.count == 1)
        }
    }

    @Test("httpfs is loaded whenever the bundle has it, and the role's credentials are cleared from its settings")
    func loadsHTTPFS() async throws {
        let engine = try await Engine.wake(.test([Self.steps[1]]))
        let settings = try await engine.cursor { cursor in
            try cursor.fetchOne(
                "SELECT current_setting('s3_access_key_id'), current_setting('autoload_known_extensions')"
            )
        }
        #expect(settings?.values == [.null, true])
    }

    @Test("Without httpfs in the bundle, a statement cannot make the engine load it and so publish the credentials")
    func loadsNothingItself() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = try await BakedExtensions.directory
        configuration.extensions = [try ExtensionName("inet")]
        let engine = try await Engine.wake(configuration)
        let error = await #expect(throws: ExtensionError.self) {
            try await engine.cursor { try $0.fetchAll("FROM read_csv('http://127.0.0.1:1/x.csv')") }
        }
        #expect(error?.code == .notFound)
        #expect(error?.details.contains("requires the extension httpfs to be loaded") == true)
        let settings = try await engine.cursor { cursor in
            try cursor.fetchAll("SELECT name FROM duckdb_settings() WHERE name LIKE 's3_%'")
        }
        #expect(settings.isEmpty)
    }

    @Test("Two steps of one name are refused, since the second would replace the first")
    func refusesDuplicates() async throws {
        let configuration = try await EngineConfiguration.test([Self.steps[0], Self.steps[0]])
        let error = await #expect(throws: BootstrapError.self) { try await Engine.wake(configuration) }
        #expect(error?.code == .duplicateStep)
    }

    @Test("An extension changed after it was baked is not loaded, and everything else goes on")
    func refusesChangedFile() async throws {
        let engine = try await Engine.wake(await configuration { try FileEdit.flip(1_000_000, of: $0) })
        for _ in 1...2 {
            let error = await #expect(throws: ExtensionError.self) {
                try await engine.cursor { try $0.bootstrap(for: "FROM 's3://bucket/key'") }
            }
            #expect(error?.code == .hashMismatch)
        }
        // In SQL neither, and the window closes all the same.
        let refused = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("LOAD httpfs") }
        }
        #expect(refused?.message.contains("httpfs") == true)
        let settings = try await engine.cursor { cursor in
            try cursor.fetchOne(
                "SELECT current_setting('allow_unsigned_extensions'), current_setting('autoload_known_extensions')"
            )
        }
        #expect(settings?.values == [false, false])
    }

    @Test("An extension file of another version ends the wake: the file, both versions and the remedy")
    func refusesOtherVersion() async throws {
        let configuration = try await configuration { try FileEdit.setFooterField(2, to: "v1.5.3", of: $0) }
        let error = try await #require(throws: ExtensionError.self) { try await Engine.wake(configuration) }
        #expect(error.code == .wrongVersion)
        for part in ["httpfs.duckdb_extension", "v1.5.3", "v1.5.4", "Bake"] {
            #expect(error.description.contains(part))
        }
    }

    @Test("A directory without a bundle says so, with the command that makes one")
    func refusesEmptyDirectory() async throws {
        let folder = try ScratchFolder()
        let configuration = try await configuration(bundle: folder.path)
        let error = await #expect(throws: ExtensionError.self) { try await Engine.wake(configuration) }
        #expect(error?.code == .notFound)
        #expect(error?.description.contains("duckdb-serverless bake") == true)
    }

    @Test("A bundle for another version or platform only is an error even when nothing is asked for")
    func refusesOtherBundle() async throws {
        let folder = try ScratchFolder()
        let other = ExtensionPlatform.allCases.first { $0 != .current }
        let platform = try #require(other)
        try FileManager.default.createDirectory(atPath: folder.path("v1.5.4"), withIntermediateDirectories: false)
        try folder.copy("\(try await BakedExtensions.directory)/v1.5.4/\(platform)", as: "v1.5.4/\(platform)")
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = folder.path
        let error = await #expect(throws: ExtensionError.self) { try await Engine.wake(configuration) }
        #expect(error?.code == .wrongPlatform)
        // Where one develops it is the function's, and nothing is wrong.
        var development = configuration
        development.installsMissing = true
        let engine = try await Engine.wake(development)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
    }

    @Test("Without steps no bundle is needed")
    func needsNoBundle() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = "/nowhere"
        let engine = try await Engine.wake(configuration)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
    }

    @Test("Memory, threads and the spill folder are those of the configuration")
    func appliesResources() async throws {
        var configuration = try await EngineConfiguration.test([])
        configuration.memoryLimit = 300
        let folder = try ScratchFolder()
        configuration.temporaryDirectory = folder.path
        let engine = try await Engine.wake(configuration)
        let settings = try await engine.cursor { cursor in
            try cursor.fetchOne(
                """
                SELECT current_setting('memory_limit'), current_setting('threads'),
                       current_setting('temp_directory')[:\(folder.path.count)],
                       current_setting('autoinstall_known_extensions'), current_setting('allow_persistent_secrets')
                """
            )
        }
        let expected: [Value] = ["300.0 MiB", 2, .text(folder.path), false, false]
        #expect(settings?.values == expected)
    }

    @Test("What a cursor leaves open does not reach the next one")
    func isolatesCursors() async throws {
        let engine = try await Engine.wake(.test([]))
        try await engine.cursor { cursor in
            try cursor.execute("CREATE TABLE shared (i INTEGER)")
            try cursor.execute("BEGIN")
            try cursor.execute("INSERT INTO shared VALUES (1)")
            try cursor.execute("CREATE TEMP TABLE mine (i INTEGER)")
        }
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT count(*) FROM shared") } == 0)
        await #expect(throws: DuckDBError.self) { try await engine.cursor { try $0.fetchAll("FROM mine") } }
    }

    /// With a copy of the bundle in which `change` was done to `httpfs`.
    private func configuration(_ change: (String) throws -> Void) async throws -> EngineConfiguration {
        let bundle = try await folder.copy(ExtensionBundleFolder.path, as: "bundle")
        try change("\(bundle)/v1.5.4/\(ExtensionPlatform.current)/httpfs.duckdb_extension")
        var configuration = try await EngineConfiguration.test(Self.steps, credentials: Moto.shared().credentials)
        configuration.extensionDirectory = bundle
        return configuration
    }

    private func configuration(
        bundle: String,
        steps: [any BootstrapStep] = WakeTests.steps
    ) async throws -> EngineConfiguration {
        var configuration = try await EngineConfiguration.test(steps)
        configuration.extensionDirectory = bundle
        return configuration
    }
}
