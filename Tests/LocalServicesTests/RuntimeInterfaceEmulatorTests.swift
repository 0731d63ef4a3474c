import Foundation
import LocalServices
import Testing

@Suite("The runtime interface emulator")
struct RuntimeInterfaceEmulatorTests {
    @Test("A function is invoked cold and warm, with HOME unset and its own folder as working directory")
    func invokes() async throws {
        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.environment = ["EXTRA": "value"]
        let function = try await Function()
        let emulator = try await RuntimeInterfaceEmulator.start(function.path, configuration)
        let cold = try await emulator.invoke(#"{"count": 1}"#)
        #expect(cold.status == 200)
        let answer = try JSONDecoder().decode(Answer.self, from: cold.body)
        #expect(answer.event == ["count": 1])
        #expect(answer.environment["HOME"] == nil)
        #expect(answer.environment["EXTRA"] == "value")
        #expect(answer.environment["LAMBDA_TASK_ROOT"] == answer.folder)
        #expect(cold.milliseconds > 0)
        let warm = try await emulator.invoke(#"{"count": 2}"#)
        #expect(try JSONDecoder().decode(Answer.self, from: warm.body).process == answer.process)
        #expect(emulator.log.contains("function started\n"))
        await emulator.end()
        await function.end()
    }

    @Test("A function that ends is started anew by the next invocation")
    func endingFunction() async throws {
        let function = try await Function()
        let emulator = try await RuntimeInterfaceEmulator.start(function.path)
        let crash = try await emulator.invoke(#""crash""#)
        #expect(crash.status == 502)
        #expect(String(decoding: crash.body, as: UTF8.self).contains("Runtime.ExitError"))
        #expect(try await emulator.invoke(#"{"count": 1}"#).status == 200)
        await emulator.end()
        await function.end()
    }

    @Test("A missing executable is named, with the command that builds it")
    func missingExecutable() async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await RuntimeInterfaceEmulator.start("/nowhere/bootstrap")
        }
        #expect(error?.code == .missing)
        #expect(error?.description.contains("/nowhere/bootstrap") == true)
    }

    private struct Answer: Decodable {
        let event: [String: Int]
        let environment: [String: String]
        let folder: String
        let process: Int
    }
}

/// A runtime of a few lines, which answers with the event and its own environment.
private struct Function {
    private let process: GuardedProcess

    var path: String { process.directory + "/bootstrap" }

    /// Written by a child, so that no process keeps the file open for writing and thereby from being run.
    init() async throws {
        process = try await GuardedProcess(name: "function")
        try await process.run(["sh", "-c", "cat > bootstrap && chmod +x bootstrap"], input: Self.source)
    }

    func end() async {
        await process.end()
    }

    private static let source = """
        #!/usr/bin/python3
        import json, os, sys, urllib.request
        print("function started", flush=True)
        api = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
        while True:
            with urllib.request.urlopen(f"{api}/next") as next:
                event, id = json.load(next), next.headers["Lambda-Runtime-Aws-Request-Id"]
            if event == "crash":
                sys.exit(3)
            answer = {"event": event, "environment": dict(os.environ), "folder": os.getcwd(), "process": os.getpid()}
            urllib.request.urlopen(f"{api}/{id}/response", json.dumps(answer).encode()).close()
        """
}
