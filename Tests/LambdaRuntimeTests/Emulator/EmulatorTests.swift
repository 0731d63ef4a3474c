import Foundation
import LocalServices
import Testing

@Suite("Under AWS's runtime interface emulator")
struct EmulatorTests {
    /// Starts the echo function, and stops it when the body has ended.
    private func withFunction(
        timeout: Int = 30,
        _ environment: [String: String] = [:],
        _ body: (RuntimeInterfaceEmulator) async throws -> Void
    ) async throws {
        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.functionName = "echo"
        configuration.timeout = timeout
        configuration.environment = environment
        let emulator = try await RuntimeInterfaceEmulator.start(BuiltExecutable.path("echo-function"), configuration)
        do {
            try await body(emulator)
            await emulator.end()
        } catch {
            await emulator.end()
            throw error
        }
    }

    private func event(_ action: String, text: String = "", count: Int = 0) throws -> String {
        let event: [String: Any] = ["action": action, "text": text, "count": count]
        return String(decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self)
    }

    private func object(_ response: HTTP.Response) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: response.body) as? [String: Any])
    }

    @Test("Invocations are answered, cold and warm, with the text as it was")
    func invoke() async throws {
        try await withFunction { emulator in
            for text in ["cold", "line 1\nline \"2\"\u{2028}🦆\\"] {
                let answer = try object(try await emulator.invoke(event("echo", text: text)))
                #expect(answer["text"] as? String == text)
            }
        }
    }

    @Test("An error has its type and its message, whatever characters are in it, and the next invocation is served")
    func failure() async throws {
        let message = "Parser Error: \"x\"\nLINE 1: SELEC\n\t^\u{2028}\u{1}\\"
        try await withFunction { emulator in
            let report = try object(try await emulator.invoke(event("fail", text: message)))
            #expect(report["errorType"] as? String == "Function.EchoFailure")
            #expect(report["errorMessage"] as? String == message)
            #expect(try await emulator.invoke(event("echo")).status == 200)
        }
    }

    @Test("A failure in the background does not end the process")
    func lateFailure() async throws {
        try await withFunction { emulator in
            for _ in 0..<2 {
                let answer = try await emulator.invoke(event("late", text: "too late"))
                #expect(String(decoding: answer.body, as: UTF8.self) == "\"answered\"")
            }
            _ = try await emulator.invoke(event("echo"))
            #expect(emulator.log.components(separatedBy: "too late").count == 3)
        }
    }

    @Test("A failed initialization is the answer of the invocation")
    func failedInitialization() async throws {
        try await withFunction(["ECHO_INIT_FAILURE": "no \"bundle\"\nhere"]) { emulator in
            let report = try object(try await emulator.invoke(event("echo")))
            #expect(report["errorType"] as? String == "Function.EchoFailure")
            #expect(report["errorMessage"] as? String == "no \"bundle\"\nhere")
        }
    }

    @Test("AWS's Extensions API takes the extension that has the end announced, and the function is served")
    func shutdownExtension() async throws {
        try await withFunction(["ECHO_FAREWELL": "closed"]) { emulator in
            for text in ["cold", "warm"] {
                let answer = try object(try await emulator.invoke(event("echo", text: text)))
                #expect(answer["text"] as? String == text)
            }
            #expect(emulator.log.contains("swift-lambda-runtime-shutdown"))
            #expect(!emulator.log.contains("will not announce"))
        }
    }

    @Test("A function that takes too long is killed, and the next invocation is served")
    func timeOut() async throws {
        try await withFunction(timeout: 1) { emulator in
            let answer = try await emulator.invoke(event("sleep"))
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Task timed out after 1.00 seconds"))
            #expect(try object(try await emulator.invoke(event("echo", text: "again")))["text"] as? String == "again")
        }
    }

    @Test("A function that crashes is an error, and the next invocation is served")
    func crash() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke(event("crash"))
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Runtime.ExitError"))
            #expect(try await emulator.invoke(event("echo")).status == 200)
        }
    }

    @Test("5.9 MB go in and out")
    func large() async throws {
        let size = 5_900_000
        try await withFunction { emulator in
            let large = try await emulator.invoke(event("large", count: size))
            #expect(large.body.count == size + 2)
            let echo = try await emulator.invoke(event("echo", text: String(repeating: "x", count: size)))
            #expect((try object(echo)["text"] as? String)?.count == size)
        }
    }

    @Test("An answer above 6 MB is an error that says what to do, and the next invocation is served")
    func tooLarge() async throws {
        try await withFunction { emulator in
            let report = try object(try await emulator.invoke(event("large", count: 6_300_000)))
            #expect((report["errorType"] as? String)?.contains("TooLarge") == true)
            #expect(try await emulator.invoke(event("echo")).status == 200)
        }
    }

    @Test("A stream arrives whole")
    func stream() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke(event("stream", text: "piece by piece"))
            #expect(String(decoding: answer.body, as: UTF8.self) == "piece by piece")
        }
    }

    @Test("A failure in the middle of a stream does not end the process")
    func brokenStream() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke(event("break", text: "half way"))
            #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix("partial"))
            #expect(try object(try await emulator.invoke(event("echo", text: "again")))["text"] as? String == "again")
            #expect(!emulator.log.contains("The runtime ends"))
        }
    }
}
