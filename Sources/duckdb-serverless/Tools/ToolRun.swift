import DuckDBServerless
import Foundation

/// A program of the build machine, run to its end.
struct ToolRun {
    let status: Int32
    /// Standard output and standard error, the end of it, at most 4 KiB.
    let output: String

    /// Whether the program is on the PATH: env exits with 127 if it is not.
    var isFound: Bool { status != Self.notFound }

    private static let notFound: Int32 = 127

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - command: The program's name, looked for on the PATH, and its arguments.
    ///   - folder: An existing folder to keep the log in.
    /// - Throws: `ExtensionError` with code `cannotWrite`.
    init(_ command: [String], loggingIn folder: String) async throws(ExtensionError) {
        let log = "\(folder)/\(UUID().uuidString).log"
        let file = try BundleFolder.writing(log) {
            try Data().write(to: URL(filePath: log))
            return try FileHandle(forWritingTo: URL(filePath: log))
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        status = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(returning: Self.notFound) }
        }
        let data = (try? Data(contentsOf: URL(filePath: log))) ?? Data()
        output = String(decoding: data.suffix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
