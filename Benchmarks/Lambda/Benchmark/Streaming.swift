import BenchmarkSupport
import Foundation
import NIOCore

/// Millions of rows as a streamed response: how much memory that takes beyond the engine's own.
enum Streaming {
    static let rowCount = 5_000_000

    /// What one process took to serve the rows, in bytes.
    struct Peak {
        let drained: Double
        let streamed: Double
        let byteCount: Int
        let nanoseconds: Int64
    }

    static func measure(probe: String) async throws -> Peak {
        let drained = try await served(probe, "drain")
        let streamed = try await served(probe, "stream")
        let seconds = Double(streamed.answer.nanoseconds) / 1e9
        print(
            "\(rowCount) rows as NDJSON, \(streamed.answer.byteCount) bytes in \(decimals(seconds, 2)) s; peak of memory "
                + "\(decimals(streamed.peak / 1e6, 1)) MB, of the same rows drained \(decimals(drained.peak / 1e6, 1)) MB\n"
        )
        return Peak(
            drained: drained.peak,
            streamed: streamed.peak,
            byteCount: streamed.answer.byteCount,
            nanoseconds: streamed.answer.nanoseconds
        )
    }

    private static func served(
        _ probe: String,
        _ work: String
    ) async throws -> (answer: RuntimeAPIServer.Answer, peak: Double) {
        let runtime = try await RuntimeProcess(program: probe, arguments: ["serve"])
        let answer = try await runtime.server.invoke("\(work) \(rowCount)")
        let memory = try await runtime.server.invoke("memory")
        guard let answer = answer.first, let text = memory.first?.beginning, let peak = Double(String(buffer: text))
        else { throw BenchmarkError("The probe did not say how much memory it took.") }
        return (answer, peak)
    }
}
