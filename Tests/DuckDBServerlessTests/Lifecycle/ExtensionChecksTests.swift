import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The checks of a bundle's files")
struct ExtensionChecksTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private static let s3: SQL = "FROM 's3://bucket/key'"
    private static let both: SQL = "FROM 's3://bucket/key', pg_replica.t"

    @Test("What two steps of a statement need is hashed once each, whichever asks first", arguments: [1, 2])
    func once(threads: Int) async throws {
        var configuration = try await configuration()
        configuration.threads = threads
        let engine = try await Engine.wake(configuration)
        #expect(engine.timeline.phases.map(\.name) == ["engine"])
        // There is no such password; what is asked here comes before it.
        await #expect(throws: BootstrapError.self) { try await engine.cursor { try $0.bootstrap(for: Self.both) } }
        let names = engine.timeline.phases.map(\.name)
        #expect(names.contains("load httpfs") && names.contains("load postgres_scanner"))
        #expect(names.count { $0 == "hash" } == 2)
    }

    @Test(
        "What all expected statements call for is hashed ahead, and once; the rest waits for one that needs it",
        .timeLimit(.minutes(1))
    )
    func expected() async throws {
        var configuration = try await configuration()
        configuration.expected = [[Self.both.text], [Self.both.text, "a parameter"]]
        #expect(try await hashes(configuration) == 1)
        configuration.expected = [[Self.s3.text], [Self.both.text]]
        #expect(try await hashes(configuration) == 2)
        configuration.expected = [["SELECT 42"], [Self.both.text]]
        let engine = try await Engine.wake(configuration)
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
        #expect(engine.timeline.phases.map(\.name) == ["engine"])
    }

    @Test(
        "An expected file that does not pass is the error of the statement that needs it, as any other",
        .timeLimit(.minutes(1))
    )
    func refusedAhead() async throws {
        var configuration = try await configuration()
        configuration.expected = [[Self.both.text]]
        try FileEdit.flip(1_000_000, of: file(.httpfs))
        let engine = try await Engine.wake(configuration)
        while !engine.timeline.phases.contains(where: { $0.name == "hash" }) { await Task.yield() }
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 42") } == 42)
        try await refuses(engine, Self.s3)
        try FileEdit.flip(1_000_000, of: file(.httpfs))
        try await engine.cursor { try $0.bootstrap(for: Self.s3) }
    }

    @Test("A file that does not pass is the error of the step that needs it, not of the other; mended, it is loaded")
    func refused() async throws {
        let configuration = try await configuration()
        try FileEdit.flip(1_000_000, of: file(.httpfs))
        let engine = try await Engine.wake(configuration)
        // First together with the other, then alone.
        for sql in [Self.both, Self.s3] { try await refuses(engine, sql) }
        try FileEdit.flip(1_000_000, of: file(.httpfs))
        try await engine.cursor { try $0.bootstrap(for: Self.s3) }
        // Waits for the other step's run, which ends for want of a password.
        await #expect(throws: BootstrapError.self) {
            try await engine.cursor { try $0.bootstrap(for: "FROM pg_replica.t") }
        }
        let names = engine.timeline.phases.map(\.name)
        #expect(names.contains("load httpfs") && names.contains("load postgres_scanner"))
    }

    @Test("Files that nobody hashes are looked at once", arguments: [ExtensionTrust.trusted, .signature])
    func unhashed(trust: ExtensionTrust) async throws {
        var configuration = try await configuration()
        configuration.trust = trust
        let engine = try await Engine.wake(configuration)
        try await engine.cursor { try $0.bootstrap(for: Self.s3) }
        #expect(engine.timeline.phases.count { $0.name == "find" } == 1)
    }

    /// How often files were hashed, all of a check at a time, when both were loaded.
    private func hashes(_ configuration: EngineConfiguration) async throws -> Int {
        let engine = try await Engine.wake(configuration)
        await #expect(throws: BootstrapError.self) { try await engine.cursor { try $0.bootstrap(for: Self.both) } }
        // A file may be loaded as soon as it has passed; the phase ends with the last of them.
        while engine.timeline.currentPhase != nil { await Task.yield() }
        return engine.timeline.phases.count { $0.name == "hash" }
    }

    private func refuses(_ engine: Engine, _ sql: SQL) async throws {
        let error = await #expect(throws: ExtensionError.self) {
            try await engine.cursor { try $0.bootstrap(for: sql) }
        }
        #expect(error?.code == .hashMismatch)
    }

    /// A bundle of its own, that may be changed.
    private func configuration() async throws -> EngineConfiguration {
        let bundle = try await folder.copy(ExtensionBundleFolder.path, as: "bundle")
        let replica = PostgresReplica(
            host: "127.0.0.1",
            database: "d",
            user: "u",
            password: ParameterReference(.environment, "NONE")
        )
        var configuration = try await EngineConfiguration.test(
            [S3Storage(region: "us-east-1"), replica],
            credentials: Moto.shared().credentials
        )
        configuration.extensionDirectory = bundle
        configuration.threads = 1
        return configuration
    }

    private func file(_ name: ExtensionName) -> String {
        let bundle = ExtensionBundle.folder(in: folder.path("bundle"), version: .pinned, platform: .current)
        return "\(bundle)/\(name.fileName)"
    }
}
