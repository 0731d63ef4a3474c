import BenchmarkSupport
import NIOCore

/// What a runtime adds to a warm invocation: from the event's sending until its answer is there, for a handler that does
/// nothing else than to return the event.
///
/// The time of such a handler, and of the loopback interface, is part of it for both runtimes; a loop of read and write in C,
/// which is no runtime, says how much that is.
enum Overhead {
    static let ours = "LambdaRuntime"
    static let oursOnEventLoop = "LambdaRuntime, handler on the event loop"
    static let python = "awslambdaric"
    static let floor = "C: read and write"

    private static let event = #"{"query": "orders", "parameters": {"id": 42}}"#
    /// So many invocations of one runtime, then of the other.
    private static let blockSize = 100

    static func measure(blocks: Int, programs: Programs) async throws -> [Measured] {
        let runtimes = [
            (ours, try await RuntimeProcess(program: programs.probe, arguments: ["serve"])),
            (oursOnEventLoop, try await RuntimeProcess(program: programs.probe, arguments: ["serve-on-event-loop"])),
            (
                Self.python,
                try await RuntimeProcess(
                    program: programs.python,
                    arguments: ["-m", "awslambdaric", "handler.handle"],
                    folder: programs.scripts
                )
            ),
            (floor, try await RuntimeProcess(program: programs.floor, arguments: [])),
        ]
        for (_, runtime) in runtimes { _ = try await runtime.server.invoke(event, count: blockSize) }
        var times = runtimes.map { _ in [Int64]() }
        for block in 0..<blocks {
            for offset in runtimes.indices {
                let index = (block + offset) % runtimes.count
                let answers = try await runtimes[index].1.server.invoke(event, count: blockSize)
                guard answers.allSatisfy({ String(buffer: $0.beginning).contains("orders") }) else {
                    throw BenchmarkError("\(runtimes[index].0) did not answer with the event.")
                }
                times[index] += answers.map(\.nanoseconds)
            }
        }
        let measured = zip(runtimes, times).map { Measured(name: $0.0, values: $1) }
        let title = "A warm invocation of a handler that returns its event, \(blocks) blocks of \(blockSize) in turn"
        print(([title, Table.header] + measured.map { Table.line($0.name, $0.total) }).joined(separator: "\n") + "\n")
        return measured
    }
}
