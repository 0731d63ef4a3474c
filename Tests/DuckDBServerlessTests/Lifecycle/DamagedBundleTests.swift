import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// Each damage is an error with its remedy, under each policy that promises to see it, and nothing of the bundle is loaded.
@Suite("A damaged bundle")
struct DamagedBundleTests {
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: ExtensionError.Code
        let says: String
        var seenBy: Set<ExtensionTrust> = Set(ExtensionTrust.allCases)
        /// Done to a folder that holds `inet` and its manifest.
        let change: @Sendable (String) async throws -> Void
    }

    private static let files = [
        Damage(testDescription: "a flipped byte", code: .hashMismatch, says: "changed", seenBy: [.manifest]) {
            try FileEdit.flip(5_000_000, of: $0 + "/inet.duckdb_extension")
        },
        Damage(
            testDescription: "a flipped byte, signed",
            code: .signatureInvalid,
            says: "altered",
            seenBy: [.signature]
        ) {
            try FileEdit.flip(5_000_000, of: $0 + "/inet.duckdb_extension")
        },
        Damage(
            testDescription: "a flipped byte of the signature",
            code: .hashMismatch,
            says: "changed",
            seenBy: [.manifest]
        ) {
            try FileEdit.flip(-1, of: $0 + "/inet.duckdb_extension")
        },
        Damage(testDescription: "a truncated file", code: .invalidFooter, says: "truncated") {
            try FileEdit.truncate($0 + "/inet.duckdb_extension", by: 600)
        },
        Damage(testDescription: "a file cut in the middle", code: .hashMismatch, says: "bytes, the manifest says") {
            folder in
            let file = folder + "/inet.duckdb_extension"
            let bytes = try Data(contentsOf: URL(filePath: file))
            try (bytes.prefix(1_000_000) + bytes.suffix(512)).write(to: URL(filePath: file))
        },
        Damage(testDescription: "an empty file", code: .invalidFooter, says: "0 bytes") {
            try Data().write(to: URL(filePath: $0 + "/inet.duckdb_extension"))
        },
        Damage(testDescription: "another version", code: .wrongVersion, says: "v1.5.3") {
            try FileEdit.setFooterField(2, to: "v1.5.3", of: $0 + "/inet.duckdb_extension")
        },
        Damage(testDescription: "another platform", code: .wrongPlatform, says: "osx_arm64") {
            try FileEdit.setFooterField(1, to: "osx_arm64", of: $0 + "/inet.duckdb_extension")
        },
        Damage(testDescription: "a missing file", code: .notFound, says: "does not exist") {
            try FileManager.default.removeItem(atPath: $0 + "/inet.duckdb_extension")
        },
        Damage(testDescription: "a link out of the bundle", code: .outsideBundle, says: "symbolic link") {
            let file = $0 + "/inet.duckdb_extension"
            try FileManager.default.moveItem(atPath: file, toPath: $0 + "/../inet.duckdb_extension")
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "../inet.duckdb_extension")
        },
        Damage(testDescription: "a directory", code: .unreadable, says: "not a file") {
            try FileManager.default.removeItem(atPath: $0 + "/inet.duckdb_extension")
            try FileManager.default.createDirectory(
                atPath: $0 + "/inet.duckdb_extension",
                withIntermediateDirectories: false
            )
        },
        Damage(testDescription: "a pipe", code: .unreadable, says: "not a file") {
            try FileManager.default.removeItem(atPath: $0 + "/inet.duckdb_extension")
            try #require(mkfifo($0 + "/inet.duckdb_extension", 0o600) == 0)
        },
    ]

    private static func manifest(
        _ name: String,
        _ code: ExtensionError.Code,
        _ says: String,
        seenBy: Set<ExtensionTrust> = Set(ExtensionTrust.allCases),
        _ edit: @escaping @Sendable (String) -> String
    ) -> Damage {
        Damage(testDescription: "the manifest's " + name, code: code, says: says, seenBy: seenBy) { folder in
            let url = URL(filePath: folder + "/manifest.json")
            let text = try String(contentsOf: url, encoding: .utf8)
            let edited = edit(text)
            try #require(edited != text)
            try Data(edited.utf8).write(to: url)
        }
    }

    private static let manifests = [
        manifest("hash", .hashMismatch, "SHA-256", seenBy: [.manifest]) {
            $0.replacing(/"piecewiseSHA256" : "..../, with: #""piecewiseSHA256" : "0000"#)
        },
        manifest("size", .hashMismatch, "the manifest says 7") { $0.replacing(/"size" : \d+/, with: "\"size\" : 7") },
        manifest("negative size", .manifestInvalid, "a size that no file has") {
            $0.replacing(/"size" : \d+/, with: "\"size\" : -1")
        },
        manifest("size beyond any", .manifestInvalid, "is not a valid manifest") {
            $0.replacing(/"size" : \d+/, with: "\"size\" : 99999999999999999999")
        },
        manifest("version", .wrongVersion, "v1.5.3") { $0.replacing("\"v1.5.4\"", with: "\"v1.5.3\"") },
        manifest("platform", .wrongPlatform, "describes extensions for linux_") {
            $0.contains("\"linux_amd64\"")
                ? $0.replacing("\"linux_amd64\"", with: "\"linux_arm64\"")
                : $0.replacing("\"linux_arm64\"", with: "\"linux_amd64\"")
        },
        manifest("unknown platform", .manifestInvalid, "platform") {
            $0.replacing(/"platform" : "[a-z0-9_]+"/, with: "\"platform\" : \"windows_amd64\"")
        },
        manifest("name", .notFound, "lacks inet; it holds spatial") { $0.replacing("\"inet\"", with: "\"spatial\"") },
        manifest("name that leaves the folder", .manifestInvalid, "not an extension name") {
            $0.replacing("\"name\" : \"inet\"", with: "\"name\" : \"../inet\"")
        },
        manifest("alias", .manifestInvalid, "aliases of inet") {
            $0.replacing(/"aliases" : \[\s*\]/, with: "\"aliases\" : [\"httpfs\"]")
        },
        manifest("entry, gone", .notFound, "lacks inet; it is empty") {
            $0.replacing(/(?s)"extensions" : \[.*\]/, with: "\"extensions\" : []")
        },
        manifest("entry, twice", .manifestInvalid, "twice") { text in
            text.replacing(/(?s)"extensions" : \[(.*)\]/) { "\"extensions\" : [\($0.1),\($0.1)]" }
        },
        manifest("format", .manifestInvalid, "format is 1") {
            $0.replacing("\"formatVersion\" : 2", with: "\"formatVersion\" : 1")
        },
        manifest("end, cut", .manifestInvalid, "not JSON") { String($0.dropLast(40)) },
        manifest("text, garbage", .manifestInvalid, "not JSON") { _ in "no manifest" },
        manifest("text, empty", .manifestInvalid, "not JSON") { _ in "" },
        manifest("text, nested deeply", .manifestInvalid, "not JSON") { _ in String(repeating: "[", count: 1_000_000) },
        manifest("text, 100 MB", .manifestInvalid, "are the most") { _ in String(repeating: " ", count: 100_000_000) },
        Damage(testDescription: "the manifest's text, not UTF-8", code: .manifestInvalid, says: "not JSON") {
            try Data([0xff, 0xfe, 0x80, 0x00, 0xc3]).write(to: URL(filePath: $0 + "/manifest.json"))
        },
        Damage(testDescription: "the manifest, gone", code: .notFound, says: "manifest.json does not exist") {
            try FileManager.default.removeItem(atPath: $0 + "/manifest.json")
        },
        Damage(testDescription: "the manifest, a link", code: .outsideBundle, says: "symbolic link") {
            let file = $0 + "/manifest.json"
            try FileManager.default.moveItem(atPath: file, toPath: $0 + "/../manifest.json")
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "../manifest.json")
        },
    ]

    @Test("is refused with its remedy, and nothing is loaded", arguments: files + manifests, ExtensionTrust.allCases)
    func refused(damage: Damage, trust: ExtensionTrust) async throws {
        guard damage.seenBy.contains(trust) else { return }
        let scratch = try ScratchFolder()
        let bundle = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        try await damage.change("\(bundle)/v1.5.4/\(ExtensionPlatform.current)")
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = bundle
        configuration.extensions = [try ExtensionName("inet")]
        configuration.trust = trust
        // A damaged file is not replaced by a download either; an entry that is gone counts as never baked.
        for installs in damage.says.hasPrefix("lacks") ? [false] : [false, true] {
            configuration.installsMissing = installs
            let woken = configuration
            let error = try #require(await error { _ = try await Engine.wake(woken) })
            #expect(error.code == damage.code, "\(error)")
            #expect(error.message.contains(damage.says), "\(error)")
            #expect(!error.remedy.isEmpty)
        }
        #expect(try !String(contentsOfFile: "/proc/self/maps", encoding: .utf8).contains(scratch.path))
    }

    /// An engine's memory is its own: each that stays open adds megabytes.
    @Test("An engine that did not wake is closed")
    func closes() async throws {
        let scratch = try ScratchFolder()
        var damaged = try await EngineConfiguration.test([])
        damaged.extensionDirectory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        damaged.extensions = [try ExtensionName("inet")]
        damaged.trust = .signature
        try FileEdit.flip(
            5_000_000,
            of: ExtensionBundle(directory: damaged.extensionDirectory).path(for: damaged.extensions[0])
        )
        var sound = damaged
        sound.extensionDirectory = "/nowhere"
        sound.extensions = []
        let count = 20
        // What the first leaves behind, caches and threads, does not count.
        _ = try await error { [damaged] in _ = try await Engine.wake(damaged) }
        let atFirst = try Self.residentPages()
        for _ in 0..<count { _ = try await error { [damaged] in _ = try await Engine.wake(damaged) } }
        let afterFailures = try Self.residentPages()
        var engines: [Engine] = []
        for _ in 0..<count { engines.append(try await Engine.wake(sound)) }
        let withEngines = try Self.residentPages()
        #expect(engines.count == count)
        #expect(afterFailures - atFirst < (withEngines - afterFailures) / 2)
    }

    private static func residentPages() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(fields[1]))
    }

    @Test("A file that this user may not read is named")
    func unreadable() async throws {
        let scratch = try ScratchFolder()
        let bundle = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        let file = "\(bundle)/v1.5.4/\(ExtensionPlatform.current)/inet.duckdb_extension"
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        let report = try await WakeProbe.run(
            ["DUCKDB_EXTENSION_DIRECTORY": bundle, "DUCKDB_EXTENSIONS": "inet"],
            isolatedIn: bundle
        )
        #expect(report.wake.error?.code == "unreadable")
        #expect(report.wake.error?.text.contains("inet.duckdb_extension cannot be read: Permission denied") == true)
        #expect(!report.wake.phases.contains { $0.name.hasPrefix("load") })
    }

    @Test("A link to the whole directory is as good as the directory")
    func linkedDirectory() async throws {
        let scratch = try ScratchFolder()
        let directory = try await BakedExtensions.directory
        try FileManager.default.createSymbolicLink(atPath: scratch.path("opt"), withDestinationPath: directory)
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = scratch.path("opt")
        configuration.extensions = [try ExtensionName("inet")]
        let engine = try await Engine.wake(configuration)
        #expect(
            try await engine.cursor { try $0.fetchOne(String.self, "SELECT '10.0.0.1'::INET::VARCHAR") } == "10.0.0.1"
        )
    }

    @Test("A directory whose name needs quoting is searched by name too")
    func strangeDirectory() async throws {
        let scratch = try ScratchFolder()
        var configuration = try await EngineConfiguration.test([])
        configuration.extensionDirectory = try scratch.copy(
            await BakedExtensions.directory,
            as: #"it's, "a" [str\ange] dir"#
        )
        configuration.extensions = [try ExtensionName("inet")]
        let engine = try await Engine.wake(configuration)
        let searched = try await engine.cursor { cursor in
            try cursor.fetchOne([String].self, "SELECT current_setting('extension_directories')")
        }
        #expect(searched == [configuration.extensionDirectory])
    }

    @Test(
        "A file that is swapped or written to after it was hashed is not loaded",
        arguments: [
            { (file: String) in
                try FileManager.default.moveItem(atPath: file, toPath: file + ".old")
                try FileManager.default.copyItem(atPath: file + ".old", toPath: file)
            },
            { try FileEdit.flip(5_000_000, of: $0) },
            {
                let handle = try FileHandle(forUpdating: URL(filePath: $0))
                try handle.write(contentsOf: Data([0]))
            },
            { try FileManager.default.removeItem(atPath: $0) },
            {
                try FileManager.default.moveItem(atPath: $0, toPath: $0 + ".old")
                try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: $0 + ".old")
            },
        ] as [@Sendable (String) throws -> Void]
    )
    func swapped(change: @Sendable (String) throws -> Void) async throws {
        let scratch = try ScratchFolder()
        let directory = try scratch.copy(await BakedExtensions.directory, as: "bundle")
        let bundle = try ExtensionBundle(directory: directory)
        let file = try bundle.check([ExtensionName("inet")], trust: .manifest)[0]
        try file.confirm()
        try change(file.path)
        let error = #expect(throws: ExtensionError.self) { try file.confirm() }
        #expect(error?.code == .hashMismatch)
    }

    private func error(_ body: () async throws -> Void) async throws -> ExtensionError? {
        do {
            try await body()
            return nil
        } catch {
            return try #require(error as? ExtensionError, "\(error)")
        }
    }
}
