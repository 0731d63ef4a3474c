import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake from a repository", .timeLimit(.minutes(2)))
struct BakeFromRepositoryTests {
    private let scratch: ScratchFolder
    private let server: FileServer
    private let path = "/v1.5.4/linux_amd64/inet.duckdb_extension.gz"

    init() async throws {
        scratch = try ScratchFolder()
        server = try await FileServer()
    }

    private func bake(_ arguments: [String] = [], user: String? = nil) async throws -> ServerlessTool.Outcome {
        let own = ["--target", scratch.path("out"), "--cache", scratch.path("cache"), "--from", server.url(user: user)]
        return try await BakeCommandTests.bake(own + arguments + ["inet"])
    }

    private var bundle: ExtensionBundle {
        get throws { try ExtensionBundle(directory: scratch.path("out"), platform: .linuxAMD64) }
    }

    private func expectOfficial() async throws {
        let official = try ExtensionBundle(directory: await BakedExtensions.directory, platform: .linuxAMD64)
        let entry = try #require(bundle.manifest.extensions.first)
        #expect(entry.sha256 == official.manifest.extensions.first?.sha256)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["v1.5.4"])
        #expect(sizesOfParts(scratch.path("cache")) == [])
    }

    /// The end of a connection, once all of 70,000 bytes are kept.
    private var whenKept: FileServer.Answer.Fault {
        let folder = scratch.path
        return .close { await until { sizesOfParts(folder) == [70_000] } }
    }

    private func expectNothing() throws {
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
    }

    @Test("A mirror gives the official bundle, and the manifest says which mirror")
    func mirror() async throws {
        server.answer(path, .file(try await gzipOfInet(), etag: "\"1\""))
        let run = try await bake()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        try await expectOfficial()
        let entry = try #require(bundle.manifest.extensions.first)
        #expect(entry.source == "repository:inet@\(server.url())")
        #expect(entry.signedBy == .core)
        #expect(server.requests.count == 1)
    }

    @Test("A name the repository does not have is not asked for twice; the error names address and remedy")
    func missing() async throws {
        let run = try await bake()
        #expect(run.status == 69)
        #expect(run.errors.contains("\(server.url(path)) does not exist"))
        #expect(run.errors.contains("--community"))
        #expect(run.errors.contains("[notFound]"))
        #expect(server.requests.count == 1)
        #expect(sizesOfParts(scratch.path("cache")) == [])
        try expectNothing()
    }

    @Test("A server that is busy or broken for a moment is asked again", arguments: [500, 503, 429])
    func transient(status: Int) async throws {
        server.answer(path, .status(status), .file(try await gzipOfInet()))
        #expect(try await bake().status == 0)
        try await expectOfficial()
        #expect(server.requests.count == 2)
    }

    @Test("A server that stays broken is asked four times; one that refuses, once", arguments: [(500, 4), (403, 1)])
    func refused(status: Int, requests: Int) async throws {
        server.answer(path, .status(status))
        let run = try await bake()
        #expect(run.status == 69)
        #expect(run.errors.contains("\(server.url(path)) answers \(status)"))
        #expect(server.requests.count == requests)
        try expectNothing()
    }

    @Test("No server at all is told as such")
    func nobody() async throws {
        let address = "http://127.0.0.1:\(try FreePort.find())"
        let run = try await BakeCommandTests.bake([
            "--target", scratch.path("out"), "--no-cache", "--from", address, "inet",
        ])
        #expect(run.status == 69)
        #expect(run.errors.contains("\(address)\(path) cannot be reached, 4 times in a row"))
    }

    @Test("A download whose connection is reset midway goes on where it ended")
    func reset() async throws {
        let file = try await gzipOfInet()
        let cache = scratch.path("cache")
        server.answer(
            path,
            .file(file, etag: "\"1\"").after(1_000_000, .reset { await until { sizesOfParts(cache) == [1_000_000] } }),
            .file(file, etag: "\"1\"")
        )
        let run = try await bake()
        #expect(run.status == 0, "\(run.errors)")
        try await expectOfficial()
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=1000000-"])
        #expect(server.requests.last?.headers["if-range"] == "\"1\"")
    }

    @Test("A body shorter than its length is asked for again, in a cache or without one", arguments: [true, false])
    func short(cached: Bool) async throws {
        let file = try await gzipOfInet()
        server.answer(path, .file(file, etag: "\"1\"").after(70_000, whenKept), .file(file, etag: "\"1\""))
        let cache = cached ? ["--cache", scratch.path("cache")] : ["--no-cache"]
        let run = try await BakeCommandTests.bake(
            ["--target", scratch.path("out"), "--from", server.url()] + cache + ["inet"]
        )
        #expect(run.status == 0, "\(run.errors)")
        try await expectOfficial()
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=70000-"])
    }

    @Test("A file that changed meanwhile, or has no ETag, is begun anew", arguments: ["\"2\"", nil])
    func changed(etag: String?) async throws {
        let file = try await gzipOfInet()
        let old = Data(repeating: 7, count: file.count)
        server.answer(
            path,
            .file(old, etag: etag.map { _ in "\"1\"" }).after(70_000, whenKept),
            .file(file, etag: etag)
        )
        let run = try await bake()
        #expect(run.status == 0, "\(run.errors)")
        try await expectOfficial()
        #expect(server.requests.map { $0.headers["range"] } == [nil, etag.map { _ in "bytes=70000-" }])
    }

    @Test("A server that sends nothing any more is given up and asked again")
    func stall() async throws {
        let file = try await gzipOfInet()
        server.answer(path, .file(file, etag: "\"1\"").after(70_000, .stall), .file(file, etag: "\"1\""))
        let run = try await bake(["--timeout", "1"])
        #expect(run.status == 0, "\(run.errors)")
        try await expectOfficial()
        #expect(server.requests.last?.headers["range"] == "bytes=70000-")
    }

    @Test(
        "What is no whole gzip file is refused, and does not stay in the way",
        arguments: ["truncated", "garbage", "flipped", "plain", "trailing", "empty"]
    )
    func archive(damage: String) async throws {
        let file = try await gzipOfInet()
        var bad = file
        switch damage {
        case "truncated": bad.removeLast(100_000)
        case "garbage": bad = Data("<html>no extension</html>".utf8)
        case "flipped": bad[bad.startIndex + 2_000_000] ^= 0xff
        case "plain": bad = try Data(contentsOf: URL(filePath: await BakedExtensions.inet("linux_amd64")))
        case "trailing": bad.append(Data(repeating: 7, count: 100))
        default: bad = Data()
        }
        server.answer(path, .file(bad, etag: "\"1\""), .file(file, etag: "\"2\""))
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains("\(server.url(path)) cannot be unpacked"))
        #expect(run.errors.contains("[invalidArchive]"))
        try expectNothing()
        #expect(try await bake().status == 0)
        try await expectOfficial()
    }

    @Test("An altered extension in a whole gzip file is refused, and not kept")
    func altered() async throws {
        let plain = try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet")
        try FileEdit.flip(3_000_000, of: plain)
        server.answer(
            path,
            .file(try await gzip(Data(contentsOf: URL(filePath: plain)))),
            .file(try await gzipOfInet())
        )
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains("\(server.url(path)) does not carry a valid signature"))
        try expectNothing()
        #expect(try await bake().status == 0)
    }

    @Test("Another extension under this name is refused")
    func renamed() async throws {
        server.answer("/v1.5.4/linux_amd64/fts.duckdb_extension.gz", .file(try await gzipOfInet()))
        let run = try await BakeCommandTests.bake([
            "--target", scratch.path("out"), "--no-cache", "--from", server.url(), "fts",
        ])
        #expect(run.status == 65)
        #expect(run.errors.contains("fts.duckdb_extension.gz lacks the entry point fts_duckdb_cpp_init"))
    }

    @Test("A file that says it is larger than any extension is not downloaded")
    func tooLarge() async throws {
        server.answer(path, .file(Data(count: 1000)).with("Content-Length", "2147483648").after(1000, .stall))
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains("is larger than 1024.0 MB"))
        #expect(server.requests.count == 1)
        try expectNothing()
    }

    @Test("A rest that says it has as many bytes as a number can hold is refused, and its part not kept")
    func hugeRest() async throws {
        let file = FileServer.Answer.file(Data(count: 100_000), etag: "\"1\"")
        server.answer(
            path,
            file.after(70_000, whenKept),
            file.with("Content-Length", "\(Int.max)").after(1000, .stall)
        )
        let run = try await bake()
        #expect(run.status == 65)
        #expect(run.errors.contains("is larger than 1024.0 MB"))
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=70000-"])
        #expect(sizesOfParts(scratch.path("cache")) == [])
        try expectNothing()
    }

    @Test("A folder without --source folder is refused with what to write")
    func folder() async throws {
        let run = try await bake(["--from", scratch.path])
        #expect(run.status == 64)
        #expect(run.errors.contains("--source folder"))
        #expect(server.requests.isEmpty)
    }

    @Test("A redirect is followed")
    func redirect() async throws {
        server.answer(path, .status(302, ["Location": "/elsewhere"]))
        server.answer("/elsewhere", .file(try await gzipOfInet()))
        #expect(try await bake().status == 0)
        try await expectOfficial()
    }

    @Test("Redirects in a circle end", arguments: ["/a", "/0"])
    func redirectLoop(next: String) async throws {
        server.answer(path, .status(302, ["Location": next]))
        server.answer("/a", .status(302, ["Location": path]))
        for step in 0..<8 { server.answer("/\(step)", .status(302, ["Location": "/\(step + 1)"])) }
        let run = try await bake()
        #expect(run.status == 69)
        #expect(run.errors.contains("\(server.url(path)) cannot be fetched: it redirects in circles, too often"))
        #expect(server.requests.count <= 6)
    }

    @Test("Credentials of a mirror are not sent to where it redirects to")
    func redirectedCredentials() async throws {
        let other = try await FileServer()
        server.answer(path, .status(302, ["Location": other.url("/elsewhere")]))
        other.answer("/elsewhere", .file(try await gzipOfInet()))
        #expect(try await bake(user: "reader:hunter2").status == 0)
        #expect(server.requests.map { $0.headers["authorization"] != nil } == [true])
        #expect(other.requests.map { $0.headers["authorization"] } == [nil])
    }

    @Test("Credentials of a mirror are sent, and show nowhere")
    func credentials() async throws {
        server.answer(path, .file(try await gzipOfInet()))
        let run = try await bake(user: "reader:hunter%202")
        #expect(run.status == 0, "\(run.errors)")
        let sent = server.requests.last?.headers["authorization"]
        #expect(sent == "Basic " + Data("reader:hunter 2".utf8).base64EncodedString())
        let missing = try await BakeCommandTests.bake([
            "--target", scratch.path("out"), "--cache", scratch.path("cache"),
            "--from", server.url(user: "reader:hunter%202"), "fts",
        ])
        #expect(missing.status == 69)
        let files = try FileManager.default.subpathsOfDirectory(atPath: scratch.path).joined(separator: "\n")
        let manifest = try String(
            contentsOfFile: "\(bundle.directory)/v1.5.4/linux_amd64/manifest.json",
            encoding: .utf8
        )
        for text in [run.output, run.errors, missing.output, missing.errors, files, manifest] {
            #expect(!text.contains("hunter") && !text.contains("reader"))
        }
        let wrong = try await bake(["--from", "ftp://reader:hunter2@127.0.0.1"])
        #expect(wrong.status == 64)
        #expect(!wrong.errors.contains("hunter"))
    }
}
