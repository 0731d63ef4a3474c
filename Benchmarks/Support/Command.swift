internal import Foundation

/// A program that is run to its end.
package struct Command {
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]

    /// - Parameters:
    ///   - program: Its path.
    ///   - arguments: What follows the program's name.
    ///   - environment: Its variables, on top of the benchmark's own.
    ///   - isAlone: Whether it has these variables only.
    package init(
        program: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        isAlone: Bool = false
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = isAlone ? environment : ProcessInfo.processInfo.environment.merging(environment) { $1 }
    }

    /// What it prints on standard output, and the nanoseconds from its start until its first line is there.
    package func run() throws -> (output: String, firstLine: Int64) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
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
