import Foundation
import LocalServices

/// A program that runs to its end in a folder.
struct Command {
    let status: Int32
    /// Standard output and standard error, in the order of writing.
    let output: String

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - command: the program, by path or found on `PATH`, and its arguments.
    ///   - folder: its current folder.
    ///   - environment: variables to set, on top of the tests' own.
    /// - Throws: what `Process` throws.
    init(_ command: [String], in folder: String, environment: [String: String] = [:]) async throws {
        let scratch = try ScratchFolder()
        let log = try FileHandle(forWritingTo: URL(filePath: scratch.write(Data(), as: "log")))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        output = try String(contentsOfFile: scratch.path("log"), encoding: .utf8)
    }
}
