import Foundation
import LocalServices
import Testing

@Suite("The file that the command query writes")
struct QueryOutputTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A link to a file stays one; the file that it leads to is replaced")
    func link() async throws {
        try scratch.write(Data("before".utf8), as: "target")
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "target")
        let run = try await write(to: "link")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link")) == "target")
        #expect(try String(contentsOfFile: scratch.path("target"), encoding: .utf8) == "a\r\n1\r\n")
    }

    @Test("A link that leads to nothing yet stays one; the file that it leads to is made", arguments: [false, true])
    func danglingLink(isAbsolute: Bool) async throws {
        try FileManager.default.createDirectory(atPath: scratch.path("folder"), withIntermediateDirectories: false)
        let destination = isAbsolute ? scratch.path("folder/target") : "folder/target"
        try FileManager.default.createSymbolicLink(atPath: scratch.path("next"), withDestinationPath: destination)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "next")
        let run = try await write(to: "link")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link")) == "next")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("next")) == destination)
        #expect(try String(contentsOfFile: scratch.path("folder/target"), encoding: .utf8) == "a\r\n1\r\n")
    }

    @Test("Links that lead in a circle end it with 74, and stay")
    func circle() async throws {
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "link")
        #expect(try await write(to: "link").status == 74)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["link"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link")) == "link")
    }

    @Test("The file that replaces another has its permissions", arguments: [0o600, 0o640, 0o666, 0o755])
    func permissions(mode: Int) async throws {
        let file = try scratch.write(Data("before".utf8), as: "rows")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        #expect(try await write(to: "rows").status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == mode)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "a\r\n1\r\n")
    }

    @Test(
        "SIGTERM and SIGHUP interrupt the engine and leave no file, as Ctrl-C does",
        arguments: [("TERM", 143), ("HUP", 129)]
    )
    func signals(name: String, status: Int) async throws {
        let script = """
            "$1" query "$2" --format csv --output "$3/rows" &
            until [ "$(ls -A "$3")" ]; do sleep 0.05; done
            kill -s \(name) $!
            wait $!
            echo $?
            """
        let endless = "SELECT count(*) FROM range(100000000000) a, range(100) b"
        let shell = try await GuardedProcess(name: "shell")
        let output = try await shell.run(
            ["bash", "-c", script, "bash", BuiltExecutable.path("duckdb-serverless"), endless, scratch.path],
            environment: ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
        )
        await shell.end()
        #expect(output == "\(status)\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    private func write(to name: String) async throws -> ServerlessTool.Outcome {
        try await ServerlessTool.run([
            "query", "SELECT 1 AS a", "--format", "csv", "--output", scratch.path(name),
        ])
    }
}
