import Foundation

/// Processes of the `lake-writer` executable that begin to write one lake at the same moment.
public enum LakeWriters {
    /// What one process printed at its end.
    public struct Outcome: Decodable, Sendable {
        /// How many transactions were committed.
        public let committed: Int
        /// How many were begun.
        public let tries: Int
        /// How long each took that was committed, retries and pauses included.
        public let milliseconds: [Double]
        /// The conflicts that no retry was left for.
        public let conflicts: [String]
        /// Other errors.
        public let failures: [String]
    }

    /// What a process is to do: a statement, how often, and how often again after a conflict.
    public struct Job: Sendable {
        private let times: Int
        private let retries: Int
        private let sql: String

        /// Says it; `getvariable('run')` counts the runs from 0 in the statement.
        public init(times: Int, retries: Int = 0, _ sql: String) {
            self.times = times
            self.retries = retries
            self.sql = sql
        }

        var arguments: [String] { ["\(times)", "\(retries)", sql] }
    }

    /// Runs the jobs, each in a process of its own; all are let go when the last has the lake attached.
    ///
    /// - Parameters:
    ///   - jobs: One a process.
    ///   - variables: The environment of each.
    /// - Returns: What they printed, in the order of the jobs.
    /// - Throws: ``ServiceError`` when one does not get ready or ends with a status other than 0.
    public static func run(_ jobs: [Job], _ variables: [String: String]) async throws -> [Outcome] {
        try await withCheckedThrowingContinuation { continuation in
            // Reading from pipes blocks.
            Thread.detachNewThread { continuation.resume(with: Result { try runBlocking(jobs, variables) }) }
        }
    }

    private static func runBlocking(_ jobs: [Job], _ variables: [String: String]) throws -> [Outcome] {
        let writers = try jobs.map { try Writer($0, variables) }
        for writer in writers { try writer.waitUntilReady() }
        for writer in writers { try writer.go() }
        return try writers.map { try $0.outcome() }
    }

    private struct Writer {
        private let process = Process()
        private let input = Pipe()
        private let output = Pipe()

        init(_ job: Job, _ variables: [String: String]) throws {
            var environment = variables
            // Where the engine's library is, when it is not in the system's folders.
            environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
            process.executableURL = URL(filePath: BuiltExecutable.path("lake-writer"))
            process.arguments = job.arguments
            process.environment = environment
            process.standardInput = input
            process.standardOutput = output
            try process.run()
        }

        func waitUntilReady() throws {
            let line = output.fileHandleForReading.availableData
            guard line == Data("ready\n".utf8) else {
                throw ServiceError(.notReady, "lake-writer said: \(String(decoding: line, as: UTF8.self))")
            }
        }

        func go() throws { try input.fileHandleForWriting.write(contentsOf: Data("go\n".utf8)) }

        func outcome() throws -> Outcome {
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw ServiceError(.commandFailed, "lake-writer ended with \(process.terminationStatus)")
            }
            return try JSONDecoder().decode(Outcome.self, from: data)
        }
    }
}
