import BenchmarkSupport
import Foundation

/// A program that is run to its end.
struct Command {
    let program: String
    let arguments: [String]
    /// On top of the benchmark's own.
    var environment: [String: String] = [:]

    /// What it prints on standard output, and the nanoseconds from its start until its first line is there.
    func run() throws -> (output: String, firstLine: Int64) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        let start = Clock.now
        try process.run()
        var output = pipe.fileHandleForReading.availableData
        let firstLine = Clock.now - start
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkError("\(program) ended with \(process.terminationStatus). What it said stands above.")
        }
        return (String(decoding: output, as: UTF8.self), firstLine)
    }
}
