import Foundation
import LocalServices
import Synchronization

/// A function as a process of its own.
final class FunctionProcess: Sendable {
    private let process: Process
    private let output: Output
    private let exited: Gate

    /// What the process has written so far, both outputs together.
    final class Output: Sendable {
        private let data = Mutex(Data())
        let lines: AsyncStream<Void>
        private let arrived: AsyncStream<Void>.Continuation

        init() { (lines, arrived) = AsyncStream.makeStream() }

        var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

        func append(_ more: Data) {
            data.withLock { $0.append(more) }
            arrived.yield()
        }

        func end() { arrived.finish() }
    }

    init(_ environment: [String: String], executable: String = "echo-function") throws {
        let process = Process()
        let (output, exited, pipe) = (Output(), Gate(), Pipe())
        process.executableURL = URL(filePath: BuiltExecutable.path(executable))
        let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ["LD_LIBRARY_PATH": $0] } ?? [:]
        process.environment = library.merging(environment) { $1 }
        process.standardOutput = pipe
        process.standardError = pipe
        let read = pipe.fileHandleForReading
        try process.run()
        try pipe.fileHandleForWriting.close()
        Thread.detachNewThread {
            while true {
                let more = read.availableData
                guard !more.isEmpty else { break }
                output.append(more)
            }
            process.waitUntilExit()
            output.end()
            exited.open()
        }
        (self.process, self.output, self.exited) = (process, output, exited)
    }

    deinit {
        process.terminate()
    }

    var log: String { output.text }

    /// Waits until the output holds a text, or the process has ended.
    func waitForOutput(_ text: String) async {
        guard !output.text.contains(text) else { return }
        for await _ in output.lines where output.text.contains(text) { return }
    }

    /// Sends a signal.
    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Waits for the end; a process that a signal killed has the negated number of the signal.
    func exitCode() async -> Int32 {
        await exited.wait()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
