import Foundation
import LocalServices
import Testing

@Suite("A guarded process")
struct GuardedProcessTests {
    @Test("A command gives its output, and inherits nothing but its three standard streams")
    func inheritsNothing() async throws {
        let first = try await GuardedProcess(name: "first")
        let second = try await GuardedProcess(name: "second")
        // The fourth is `ls` reading the folder.
        #expect(try await second.run(["ls", "/proc/self/fd"]) == "0\n1\n2\n3\n")
        await first.end()
        await second.end()
    }

    @Test("A command that fails throws its error output")
    func failingCommand() async throws {
        let process = try await GuardedProcess(name: "shell")
        let error = await #expect(throws: ServiceError.self) {
            try await process.run(["sh", "-c", "echo no such luck >&2; exit 3"])
        }
        #expect(error?.code == .commandFailed)
        #expect(error?.description == "shell: sh ended with 3: no such luck\n")
        await process.end()
    }

    @Test("A server that ends before it is ready throws the end of its output")
    func failingServer() async throws {
        let process = try await GuardedProcess(name: "shell")
        let error = await #expect(throws: ServiceError.self) {
            try await process.start(["sh", "-c", "echo port taken; exit 3"], readiness: .output("ready"))
        }
        #expect(error?.code == .notReady)
        #expect(error?.description.contains("ended with 3") == true)
        #expect(error?.description.contains("port taken") == true)
        await process.end()
    }

    @Test("Ending a server ends its descendants, detached ones too, and removes its directory")
    func endsDescendants() async throws {
        let process = try await GuardedProcess(name: "shell")
        let script = "setsid sleep 600 & echo $!; (trap '' TERM; sleep 600) & echo ready; sleep 600"
        try await process.start(["sh", "-c", script], readiness: .output("ready"))
        let detached = try #require(Int32(process.output.prefix { $0 != "\n" }))
        #expect(kill(detached, 0) == 0)
        await process.end()
        #expect(kill(detached, 0) == -1)
        #expect(!FileManager.default.fileExists(atPath: process.directory))
    }

    @Test("Ending while a command runs ends the command")
    func endsCommands() async throws {
        let process = try await GuardedProcess(name: "shell")
        let command = Task { try await process.run(["sh", "-c", "echo $$ > begun; sleep 600"]) }
        let pid = try await process.run(["sh", "-c", "until [ -s begun ]; do sleep 0.01; done; cat begun"])
        await process.end()
        let error = await #expect(throws: ServiceError.self) { try await command.value }
        #expect(error?.code == .helperFailed)
        #expect(kill(try #require(Int32(pid.dropLast())), 0) == -1)
        #expect(!FileManager.default.fileExists(atPath: process.directory))
    }

    @Test("A server is frozen with its descendants, and a frozen one can be ended", .timeLimit(.minutes(1)))
    func freezes() async throws {
        let process = try await GuardedProcess(name: "shell")
        try await process.start(["sh", "-c", "sleep 600 & echo $!; wait"], readiness: .output("\n"))
        let child = try #require(process.output.split(separator: "\n").first.map(String.init))
        // A signal is sent at once and acted on when the process next runs: await the state.
        func reaches(_ state: String) -> [String] {
            ["sh", "-c", "until grep -q ') \(state) ' /proc/\(child)/stat; do sleep 0.01; done"]
        }
        try await process.signal(SIGSTOP)
        try await process.run(reaches("T"))
        try await process.signal(SIGCONT)
        try await process.run(reaches("S"))
        try await process.signal(SIGSTOP)
        await process.end()
        #expect(kill(try #require(Int32(child)), 0) == -1)
    }

    @Test("SIGKILL to the process that started a server ends the server and removes its directory")
    func survivesNoParent() async throws {
        // A stand-in parent, so that this test can kill it; the outer guard sees everything end.
        let process = try await GuardedProcess(name: "parent")
        try await process.start(
            ["/usr/bin/python3", "-c", Self.parent, GuardedProcess.script],
            readiness: .output("process")
        )
        let replies = process.output.split(separator: "\n").map { Data($0.utf8) }
        let opened = try JSONDecoder().decode([String: String].self, from: replies[0])
        let directory = try #require(opened["directory"])
        let started = try JSONDecoder().decode([String: Int32].self, from: replies[1])
        let server = try #require(started["process"])
        let parent = try #require(started["parent"])
        #expect(kill(server, 0) == 0)
        #expect(kill(parent, SIGKILL) == 0)
        try await process.run(["sh", "-c", "while [ -e \"$0\" ]; do sleep 0.01; done", directory])
        #expect(kill(server, 0) == -1)
        await process.end()
    }

    /// Starts `sleep` under the guard whose source is its argument, prints what the guard answers, and stays.
    private static let parent = """
        import json, os, socket, subprocess, sys
        ours, theirs = socket.socketpair()
        subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=theirs, start_new_session=True)
        theirs.close()
        lines = ours.makefile("rw")
        def ask(method, **arguments):
            lines.write(json.dumps({"id": 0, "method": method, "arguments": arguments}) + "\\n")
            lines.flush()
            return json.loads(lines.readline())
        print(json.dumps({"directory": ask("open")["directory"]}), flush=True)
        reply = ask("start", command=["sh", "-c", "echo up; sleep 600"], environment=dict(os.environ),
                    ready={"text": "up"}, seconds=10, stop=15)
        print(json.dumps({"parent": os.getpid(), "process": reply["process"]}), flush=True)
        ours.recv(1)
        """
}
