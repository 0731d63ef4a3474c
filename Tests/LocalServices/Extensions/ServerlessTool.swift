import Foundation
import Glibc

/// The `duckdb-serverless` executable that was built together with the tests.
public enum ServerlessTool {
    /// How a run ended.
    public struct Outcome: Sendable {
        /// The exit code.
        public let status: Int32
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String
    }

    /// A run that may not have ended yet.
    public struct Running: Sendable {
        private let process: Process
        private let scratch: ScratchFolder
        private let end: Task<Int32, any Error>

        fileprivate init(_ command: [String], _ environment: [String: String?], _ input: String?) throws {
            let scratch = try ScratchFolder()
            let process = Process()
            process.executableURL = URL(filePath: command[0])
            process.arguments = Array(command.dropFirst())
            process.environment = ProcessInfo.processInfo.environment
                .filter { environment[$0.key] == nil }
                .merging(environment.compactMapValues(\.self)) { $1 }
            process.standardInput =
                try input.map { text in
                    try FileHandle(forReadingFrom: URL(filePath: scratch.write(Data(text.utf8), as: "input")))
                } ?? FileHandle.nullDevice
            process.standardOutput = try scratch.makeFile("output")
            process.standardError = try scratch.makeFile("errors")
            let (ends, continuation) = AsyncThrowingStream.makeStream(of: Int32.self)
            process.terminationHandler = {
                continuation.yield($0.terminationStatus)
                continuation.finish()
            }
            try process.run()
            (self.process, self.scratch) = (process, scratch)
            end = Task { try await ends.first { _ in true } ?? -1 }
        }

        /// Ends it at once, as a crash or the kernel would.
        public func kill() { Glibc.kill(process.processIdentifier, SIGKILL) }

        /// How it ended, once it has.
        public var outcome: Outcome {
            get async throws {
                let status = try await end.value
                return Outcome(status: status, output: try scratch.text("output"), errors: try scratch.text("errors"))
            }
        }
    }

    /// Starts the executable.
    ///
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - environment: variables to set, or with nil to remove, on top of the tests' own.
    ///   - prefix: a command that runs the command line that follows it, such as `setpriv`.
    ///   - input: its standard input; nil for none.
    /// - Returns: the run, which goes on when the value is gone.
    /// - Throws: what `Process` throws when the executable is missing.
    public static func start(
        _ arguments: [String],
        environment: [String: String?] = [:],
        prefix: [String] = [],
        input: String? = nil
    ) throws -> Running {
        try Running(prefix + [BuiltExecutable.path("duckdb-serverless")] + arguments, environment, input)
    }

    /// Runs the executable to its end.
    ///
    /// - Parameters: as ``start(_:environment:prefix:input:)``.
    /// - Returns: exit code and everything printed.
    /// - Throws: what `Process` throws when the executable is missing.
    public static func run(
        _ arguments: [String],
        environment: [String: String?] = [:],
        prefix: [String] = [],
        input: String? = nil
    ) async throws -> Outcome {
        try await start(arguments, environment: environment, prefix: prefix, input: input).outcome
    }
}
