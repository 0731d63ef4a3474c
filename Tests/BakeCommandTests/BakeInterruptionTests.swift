import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("A bake that is cut short", .timeLimit(.minutes(2)))
struct BakeInterruptionTests {
    private let scratch: ScratchFolder
    private let server: FileServer

    init() async throws {
        scratch = try ScratchFolder()
        server = try await FileServer()
    }

    private var staging: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).filter { $0.hasPrefix(".baking-") }
        }
    }

    /// A target that holds a bundle of an older manifest, and a bake that adds to it but gets half of its file.
    private func startStalledBake() async throws -> (arguments: [String], run: ServerlessTool.Running) {
        try scratch.copy(await BakedExtensions.directory, as: "out")
        try FileEdit.flip(9, of: "\(scratch.path("out"))/v1.5.4/linux_amd64/inet.duckdb_extension")
        let file = try await gzipOfInet()
        server.answer(
            "/v1.5.4/linux_amd64/inet.duckdb_extension.gz",
            .file(file, etag: "\"1\"").after(1_000_000, .stall),
            .file(file, etag: "\"1\"")
        )
        let cache = scratch.path("cache")
        let arguments = [
            "bake", "--platform", "linux_amd64", "--target", scratch.path("out"), "--cache", cache,
            "--from", server.url(), "inet",
        ]
        let run = try ServerlessTool.start(arguments)
        await until { sizesOfParts(cache) == [1_000_000] }
        return (arguments, run)
    }

    @Test("Killed midway it leaves the bundle as it was, and the next bake cleans up and goes on with the download")
    func killed() async throws {
        let (arguments, run) = try await startStalledBake()
        let bundle = "\(scratch.path("out"))/v1.5.4"
        let before = try snapshot(bundle)
        run.kill()
        #expect(try await run.outcome.status == 9)
        #expect(try snapshot(bundle) == before)
        #expect(try staging.count == 1)

        let next = try await ServerlessTool.run(arguments)
        #expect(next.status == 0, "\(next.errors)")
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=1000000-"])
        #expect(try staging.isEmpty)
        #expect(sizesOfParts(scratch.path("cache")).isEmpty)
        _ = try ExtensionBundle(directory: scratch.path("out"), platform: .linuxAMD64)
            .verifiedPath(for: ExtensionName("inet"))
    }

    @Test("The folder of a bake that still runs is left alone by another, which downloads beside it")
    func alive() async throws {
        let (arguments, run) = try await startStalledBake()
        let folders = try staging
        let other = try await ServerlessTool.run(arguments)
        #expect(other.status == 0, "\(other.errors)")
        #expect(server.requests.map { $0.headers["range"] } == [nil, nil])
        #expect(try staging == folders)
        run.kill()
        _ = try await run.outcome
    }

    @Test("A target that an unprivileged user may not write is told, and nothing is left in it")
    func readOnly() async throws {
        let from = try await folderOfInet(scratch)
        try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: false)
        let isRoot = geteuid() == 0
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.path("out"))
        let run = try await ServerlessTool.run(
            [
                "bake", "--platform", "linux_amd64", "--target", scratch.path("out"), "--source", "folder",
                "--from", from, "inet",
            ],
            prefix: isRoot ? ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : []
        )
        #expect(run.status == 73)
        #expect(run.errors.contains("\(scratch.path("out"))/"))
        #expect(run.errors.contains("cannot be written"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")).isEmpty)
    }

    @Test(
        "A disk that is full is told, whichever way the file comes, and nothing is left on it",
        arguments: [true, false]
    )
    func fullDisk(downloads: Bool) async throws {
        let target = scratch.path("out")
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        server.answer("/v1.5.4/linux_amd64/inet.duckdb_extension.gz", .file(try await gzipOfInet()))
        let source = downloads ? [server.url()] : [try await folderOfInet(scratch), "--source", "folder"]
        let run = try await ServerlessTool.run(
            ["bake", "--platform", "linux_amd64", "--target", target, "--no-cache", "inet", "--from"] + source,
            // The small disk is gone with its namespace: what is left on it is listed before.
            prefix: [
                "/usr/bin/unshare", "--map-root-user", "--mount", "/bin/sh", "-c",
                #"mount -t tmpfs -o size=1m none "$0" && "$@"; status=$?; echo "left: $(ls -A "$0")"; exit $status"#,
                target,
            ]
        )
        #expect(run.status == 73, "\(run.errors)")
        #expect(run.errors.contains("\(target)/"))
        #expect(run.errors.contains("space left on its disk"))
        #expect(run.output == "left: \n")
    }
}
