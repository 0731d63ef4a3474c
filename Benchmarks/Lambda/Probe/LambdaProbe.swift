internal import DuckDBClient
internal import DuckDBLambda
internal import DuckDBServerless
internal import LambdaRuntime
internal import Logging
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A process of its own for measurements and tests.
///
/// `lambda-probe serve` is a function that answers each event with itself, except for three: `stream COUNT` answers with so many
/// rows as NDJSON, `drain COUNT` reads as many and answers nothing, `memory` answers with the most bytes of memory that the
/// process has had; `lambda-probe serve-on-event-loop` is the same on the runtime's own thread. `lambda-probe FORMAT COUNT` encodes as many rows and sends them nowhere, `lambda-probe drain COUNT` reads
/// them only; both print that number of bytes.
@main
struct LambdaProbe: StreamingLambdaHandler {
    private let databases = DuckDBEnvironment(configuration)

    private static var configuration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.threads = 2
        return configuration
    }

    static func main() async {
        LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
        let probe = LambdaProbe()
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]) else {
            let runtime = LambdaRuntime(handler: probe)
            await (arguments.last == "serve-on-event-loop" ? runtime.handlerOnEventLoop() : runtime).runOrExit()
        }
        do {
            if let format = ResultFormat(rawValue: arguments[1]) {
                try await probe.encode(count, as: format)
            } else {
                try await probe.drain(count)
            }
            print(Self.peak)
        } catch {
            print(error)
        }
    }

    mutating func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws {
        let words = String(buffer: event).split(separator: " ").map(String.init)
        switch (words.first, words.last.flatMap { Int($0) }) {
        case ("stream", let count?):
            try await stream(count, to: responseWriter)
            try await responseWriter.finish()
        case ("drain", let count?):
            try await drain(count)
            try await responseWriter.finish()
        case ("memory", _): try await responseWriter.writeAndFinish(ByteBuffer(string: "\(Self.peak)"))
        default: try await responseWriter.writeAndFinish(event)
        }
    }

    private func stream(_ count: Int, to writer: some LambdaResponseStreamWriter) async throws {
        try await databases.cursor { cursor in
            var rows = try cursor.stream(Self.orders(count))
            try rows.encode(as: .ndjson) { piece in try cursor.waiting { try await writer.write(piece) } }
        }
    }

    private func encode(_ count: Int, as format: ResultFormat) async throws {
        try await databases.cursor { cursor in
            var rows = try cursor.stream(Self.orders(count))
            try rows.encode(as: format) { piece in precondition(piece.readableBytes > 0) }
        }
    }

    private func drain(_ count: Int) async throws {
        try await databases.cursor { cursor in
            var rows = try cursor.stream(Self.orders(count))
            while let chunk = try rows.nextChunk() { precondition(chunk.rowCount > 0) }
        }
    }

    private static func orders(_ count: Int) -> SQL {
        """
        SELECT i * 7919 AS id, (i % 1000)::INTEGER AS quantity, (i * 7919 % 100003) / 7.0::DOUBLE AS amount,
            'order ' || i AS note, TIMESTAMP '2026-01-01 00:00:00' + to_microseconds(i * 1234567) AS placed,
            (i % 100003 / 100.0)::DECIMAL(18, 2) AS price
        FROM range(\(unsafe: "\(count)")) numbers(i)
        """
    }

    /// What the kernel says was the most, in bytes.
    private static var peak: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.split { !$0.isNumber }.first ?? "") ?? 0) * 1024
    }
}
