import DuckDBServerless
import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `wake-probe [SQL…]`: wakes an engine as the environment says, runs the statements in one session, and prints one JSON
/// object a line: one for the wake, one for each statement.
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
        try await engine.cursor { cursor in
            for sql in statements { try show(StatementLine(sql, on: cursor)) }
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
