import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("motherduck_impl, by a stand-in", .timeLimit(.minutes(2)))
struct MotherDuckImplTests {
    private let scratch: ScratchFolder
    private let server: FileServer
    private let path = "/v1.5.4/linux_amd64/motherduck_impl.v1.2.3.duckdb_extension.gz"
    private let placed = "v1.5.4/linux_amd64/motherduck_impl.v1.2.3.duckdb_extension"

    init() async throws {
        scratch = try ScratchFolder()
        server = try await FileServer()
    }

    private func bake(_ more: [String] = []) async throws -> ServerlessTool.Outcome {
        let from = scratch.path("from")
        if !FileManager.default.fileExists(atPath: from) { _ = try await folderOfInet(scratch) }
        let own = ["--target", scratch.path("out"), "--source", "folder", "--from", from, "inet"]
        let motherduck = ["--motherduck-impl", "v1.2.3", "--motherduck-from", server.url(), "--no-cache"]
        return try await BakeCommandTests.bake(own + motherduck + more)
    }

    @Test("It is placed beside the extensions, recorded as unverified with its hash, and fetched once")
    func placing() async throws {
        let file = standIn()
        server.answer(path, .file(try await gzip(file)))
        let run = try await bake()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("set motherduck_ext_version=v1.2.3"))
        #expect(run.output.contains("UNVERIFIED"))
        #expect(FileManager.default.contents(atPath: "\(scratch.path("out"))/\(placed)") == file)
        let impl = try #require(
            ExtensionBundle(directory: scratch.path("out"), platform: .linuxAMD64).manifest.motherduckImpl
        )
        #expect(impl.version == "v1.2.3" && impl.size == file.count && impl.signedBy == nil)
        #expect(impl.source == "repository:motherduck_impl@\(server.url())")

        let again = try await bake(["--json"])
        #expect(again.status == 0, "\(again.errors)")
        #expect(server.requests.count == 1)
        let json = try #require(JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
        #expect(json["environment"] as? [String: String] == ["motherduck_ext_version": "v1.2.3"])
        #expect((json["motherduckImpl"] as? [String: Any])?["sha256"] as? String == impl.sha256)
    }

    @Test("One that was changed after the baking is fetched again")
    func mends() async throws {
        server.answer(path, .file(try await gzip(standIn())))
        #expect(try await bake().status == 0)
        try FileEdit.flip(200, of: "\(scratch.path("out"))/\(placed)")
        #expect(try await bake().status == 0)
        #expect(server.requests.count == 2)
        #expect(FileManager.default.contents(atPath: "\(scratch.path("out"))/\(placed)") == standIn())
    }

    @Test("A later version takes the place of the older one")
    func replaces() async throws {
        server.answer(path, .file(try await gzip(standIn())))
        server.answer("/v1.5.4/linux_amd64/motherduck_impl.v2.duckdb_extension.gz", .file(try await gzip(standIn())))
        #expect(try await bake().status == 0)
        #expect(try await bake(["--motherduck-impl", "v2"]).status == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path("out"))/v1.5.4/linux_amd64")
        #expect(files.sorted() == ["inet.duckdb_extension", "manifest.json", "motherduck_impl.v2.duckdb_extension"])
    }

    @Test(
        "One that MotherDuck's extension would not load is refused, and nothing is placed",
        arguments: [("symbol", "lacks the entry point"), ("version", "v1.5.3"), ("platform", "linux_arm64")]
    )
    func refuses(fault: String, finding: String) async throws {
        let file = standIn(
            symbol: fault == "symbol" ? "other_duckdb_cpp_init" : "motherduck_impl_duckdb_cpp_init",
            version: fault == "version" ? "v1.5.3" : "v1.5.4",
            platform: fault == "platform" ? "linux_arm64" : "linux_amd64"
        )
        server.answer(path, .file(try await gzip(file)))
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains(finding), "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
    }

    @Test("A version MotherDuck does not have names the address")
    func missing() async throws {
        let run = try await bake()
        #expect(run.status == 69)
        #expect(run.errors.contains("\(server.url(path)) does not exist"))
    }

    @Test("A bundle too large for Lambda is not placed, unless told to")
    func tooLarge() async throws {
        server.answer(path, .file(try await gzip(standIn(filler: 250 * 1_048_576))))
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains("Lambda allows 250.0 MB unzipped"))
        #expect(run.errors.contains("--allow-oversize"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
        let told = try await bake(["--allow-oversize"])
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("TOO LARGE"))
        #expect(try await bake().status == 65)
    }

    /// Bytes with an entry point's name and a footer, which no key signed.
    private func standIn(
        symbol: String = "motherduck_impl_duckdb_cpp_init",
        version: String = "v1.5.4",
        platform: String = "linux_amd64",
        filler: Int = 300_000
    ) -> Data {
        var file = Data("\u{7f}ELF".utf8) + Data(count: filler) + Data("\(symbol)\0".utf8)
        for field in ["", "", "", "CPP", "v1.2.3", version, platform, "4"] {
            file += Data(field.utf8) + Data(count: 32 - field.utf8.count)
        }
        return file + Data(count: 256)
    }
}
