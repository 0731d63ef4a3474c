import DuckDBServerless
import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Wakes an engine as the environment says, runs statements, and prints a JSON object for the wake and each statement.
///
/// `wake-probe [SQL…]` runs its arguments in one session. `wake-probe -` takes its statements from standard input, one
/// JSON object `{"sql", "timeout", "times"}` a line, and runs each with a cursor of its own.
///
/// For tests and benchmarks that need a process of its own: without a network, without HOME, as another user. It ends with
/// status 1 when the engine did not wake; a statement that fails is a line, and the next one runs.
@main
enum WakeProbe {
    static func main() async throws {
        let timeline = ColdStartTimeline(sinceProcessStart: true)
        let engine: Engine
        do {
            engine = try await Engine.wake(.environment(), timeline: timeline)
        } catch {
            try show(WakeLine(phases: timeline, error: ErrorText(error)))
            exit(1)
        }
        try show(WakeLine(phases: timeline, error: nil))
        let statements = Array(CommandLine.arguments.dropFirst())
        guard statements != ["-"] else { return try await answer(engine) }
        try await engine.cursor { cursor in
            for sql in statements { try show(StatementLine(sql, on: cursor)) }
        }
    }

    private static func answer(_ engine: Engine) async throws {
        while let line = readLine() {
            let request = try JSONDecoder().decode(StatementRequest.self, from: Data(line.utf8))
            try show(await AnswerLine(request, of: engine))
        }
    }

    private static func show(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
        // At once, for a benchmark that waits for it.
        fflush(nil)
    }
}
