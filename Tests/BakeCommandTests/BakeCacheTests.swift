import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake with a cache", .timeLimit(.minutes(2)))
struct BakeCacheTests {
    private let scratch: ScratchFolder
    private let server: FileServer
    private let path = "/v1.5.4/linux_amd64/inet.duckdb_extension.gz"

    init() async throws {
        scratch = try ScratchFolder()
        server = try await FileServer()
        server.answer(path, .file(try await gzipOfInet(), etag: "\"1\""))
    }

    private func arguments(_ target: String) -> [String] {
        ["--target", scratch.path(target), "--from", server.url(), "--cache", scratch.path("cache")]
    }

    private var cached: String {
        get throws {
            let cache = scratch.path("cache")
            let files = try FileManager.default.subpathsOfDirectory(atPath: cache)
            return "\(cache)/\(try #require(files.first { $0.hasSuffix("/v1.5.4/linux_amd64/inet.duckdb_extension") }))"
        }
    }

    @Test("What was fetched once is not fetched again, and both bundles are the same")
    func reuse() async throws {
        #expect(try await bake(arguments("one") + ["inet"]).status == 0)
        #expect(try await bake(arguments("two") + ["inet"]).status == 0)
        #expect(server.requests.count == 1)
        #expect(try snapshot(scratch.path("one")) == snapshot(scratch.path("two")))
        // A change of a bundle is none of the cache, and the other way round.
        try FileEdit.flip(100, of: "\(scratch.path("two"))/v1.5.4/linux_amd64/inet.duckdb_extension")
        try ExtensionBundle(directory: scratch.path("one"), platform: .linuxAMD64).verifiedPath(
            for: ExtensionName("inet")
        )
        .write(toFile: scratch.path("ok"), atomically: false, encoding: .utf8)
        #expect(try await bake(arguments("three") + ["inet"]).status == 0)
        #expect(server.requests.count == 1)
    }

    @Test("A damaged file of the cache is fetched again and replaced", arguments: ["flipped", "truncated", "folder"])
    func damaged(damage: String) async throws {
        #expect(try await bake(arguments("one") + ["inet"]).status == 0)
        switch damage {
        case "flipped": try FileEdit.flip(5_000_000, of: cached)
        case "truncated": try FileEdit.truncate(cached, by: 1)
        default:
            let path = try cached
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        let run = try await bake(arguments("two") + ["inet"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try snapshot(scratch.path("one")) == snapshot(scratch.path("two")))
        #expect(server.requests.count == 2)
    }

    @Test("Where no cache can be, the bake goes on without one")
    func noCache() async throws {
        try scratch.write(Data(), as: "cache")
        let run = try await bake(arguments("one") + ["inet"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(server.requests.count == 1)
    }

    @Test(
        "Its place follows XDG_CACHE_HOME, then HOME; without both there is none",
        arguments: ["XDG_CACHE_HOME", "HOME"]
    )
    func place(variable: String) async throws {
        var environment = ["HOME": "", "XDG_CACHE_HOME": ""]
        environment[variable] = scratch.path("base")
        let arguments = ["--target", scratch.path("one"), "--from", server.url(), "inet"]
        #expect(try await bake(arguments, environment: environment).status == 0)
        let folder = variable == "HOME" ? "base/.cache/duckdb-serverless" : "base/duckdb-serverless"
        #expect(FileManager.default.fileExists(atPath: scratch.path(folder)))
    }

    @Test("The official wheels are kept too, and then need no python3")
    func wheels() async throws {
        let arguments = ["--source", "pypi", "--cache", scratch.path("cache")]
        #expect(try await bake(arguments + ["--target", scratch.path("one"), "inet"]).status == 0)
        let again = try await bake(
            arguments + ["--target", scratch.path("two"), "inet"],
            environment: ["PATH": scratch.path]
        )
        #expect(again.status == 0, "\(again.errors)")
        #expect(try snapshot(scratch.path("one")) == snapshot(scratch.path("two")))
    }

    @Test("Two bakes at once on one target and one cache both end well, and the manifest has what both brought")
    func atOnce() async throws {
        let platform = ExtensionPlatform.current
        let httpfs = try await "\(ExtensionBundleFolder.path)/v1.5.4/\(platform)/httpfs.duckdb_extension"
        let inet = try await BakedExtensions.inet(platform.rawValue)
        let server = server
        let meet: @Sendable () async -> Void = { await until { server.requests.count >= 3 } }
        for (name, file) in [("httpfs", httpfs), ("inet", inet)] {
            let body = try await gzip(Data(contentsOf: URL(filePath: file)))
            server.answer(
                "/v1.5.4/\(platform)/\(name).duckdb_extension.gz",
                .file(body, etag: "\"1\"").waiting(for: meet)
            )
        }
        let common = arguments("out") + ["--platform", "\(platform)"]
        async let first = bake(common + ["inet", "httpfs"])
        async let second = bake(common + ["inet"])
        for run in try await [first, second] { #expect(run.status == 0, "\(run.errors)") }
        let bundle = try ExtensionBundle(directory: scratch.path("out"), platform: platform)
        #expect(bundle.manifest.extensions.map(\.name.text) == ["httpfs", "inet"])
        for entry in bundle.manifest.extensions { _ = try bundle.verifiedPath(for: entry.name) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["v1.5.4"])
    }
}
