import Foundation

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

    /// Runs the executable to its end.
    ///
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - environment: variables to set, or with nil to remove, on top of the tests' own.
    /// - Returns: exit code and everything printed.
    /// - Throws: what `Process` throws when the executable is missing.
    public static func run(
        _ arguments: [String],
        environment: [String: String?] = [:]
    ) async throws -> Outcome {
        let scratch = try ScratchFolder()
        let process = Process()
        process.executableURL = URL(filePath: BuiltExecutable.path("duckdb-serverless"))
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { environment[$0.key] == nil }
            .merging(environment.compactMapValues(\.self)) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try scratch.makeFile("output")
        process.standardError = try scratch.makeFile("errors")
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Outcome(status: status, output: try scratch.text("output"), errors: try scratch.text("errors"))
    }
}
