import Foundation
import LocalServices
import Testing

@Suite("Package under faults")
struct PackageFaultTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("An output that cannot be written is named")
    func output() async throws {
        let options = try await SmallFunction().make(in: scratch)
        let target = scratch.path("program/out")
        let bundle = ["--bundle", try await BakedExtensions.directory]
        let run = try await ServerlessTool.run(["package", "--output", target] + bundle + options)
        #expect(run.status == 73)
        #expect(run.errors.contains(target))
        #expect(run.errors.contains("cannot be written"))
    }

    @Test("A full disk leaves the old archives and nothing else", arguments: ["size=2m", "size=100m,ro"])
    func fullDisk(options: String) async throws {
        let program = try await SmallFunction().make(in: scratch)
        let bundle = ["--bundle", try await BakedExtensions.directory]
        let folder = scratch.path("disk")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let script = """
            mount -t tmpfs -o size=2m tmpfs '\(folder)' && echo old | tee '\(folder)/function.zip' > '\(folder)/layer.zip'
            mount -o 'remount,\(options)' '\(folder)' || exit
            "$@" > /dev/null; echo $?
            cat '\(folder)/function.zip' '\(folder)/layer.zip'; ls -A '\(folder)'
            """
        let tool = [BuiltExecutable.path("duckdb-serverless"), "package", "--output", folder]
        let output = try await succeed(
            ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"] + tool + bundle + program,
            environment: ["LD_LIBRARY_PATH": ProcessInfo.processInfo.libraryPath]
        )
        #expect(output == "73\nold\nold\nfunction.zip\nlayer.zip\n")
    }

    @Test("A kill in the middle leaves the old archives, and the next run makes new ones")
    func killed() async throws {
        let options = try await SmallFunction().make(in: scratch) + ["--queries", try folderOfQueries(scratch)]
        #expect(try await package(options, in: scratch).status == 0)
        let old = FileManager.default.contents(atPath: scratch.path("out/function.zip"))

        try await succeed(["truncate", "-s", "1G", scratch.path("queries/data")])
        let process = Process()
        process.executableURL = URL(filePath: BuiltExecutable.path("duckdb-serverless"))
        process.arguments =
            ["package", "--allow-oversize", "--output", scratch.path("out"), "--bundle"]
            + [try await BakedExtensions.directory] + options
        try process.run()
        while process.isRunning, try !isWriting() { await Task.yield() }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(FileManager.default.contents(atPath: scratch.path("out/function.zip")) == old)

        try FileManager.default.removeItem(atPath: scratch.path("queries/data"))
        #expect(try await package(options, in: scratch).status == 0)
        #expect(FileManager.default.contents(atPath: scratch.path("out/function.zip")) == old)
    }

    /// Whether an archive is begun, in a folder that is not its place yet.
    private func isWriting() throws -> Bool {
        let files = FileManager.default.enumerator(atPath: scratch.path("out"))
        while let name = files?.nextObject() as? String {
            if name.contains("/"), name.hasSuffix("function.zip") { return true }
        }
        return false
    }
}
