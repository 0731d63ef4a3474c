import DuckDBServerless
import Foundation

/// The `python3` of the build machine: pip downloads wheels, and its standard library unpacks them.
enum Python {
    /// How a run ended.
    struct Outcome {
        let status: Int32
        /// Standard output and standard error, the end of it, at most 4 KiB.
        let output: String
    }

    /// Runs a module to its end.
    ///
    /// - Parameters:
    ///   - arguments: module and arguments, as after `python3 -m`.
    ///   - folder: an existing folder to keep the log in.
    /// - Returns: the exit status and what was printed.
    /// - Throws: `ExtensionError` with code `sourceUnavailable` if there is no `python3`, or `cannotWrite`.
    static func run(_ arguments: [String], loggingIn folder: String) async throws(ExtensionError) -> Outcome {
        let log = "\(folder)/python.log"
        let output = try BundleFolder.writing(log) {
            try Data().write(to: URL(filePath: log))
            return try FileHandle(forWritingTo: URL(filePath: log))
        }
        // env exits with 127 if python3 is not found on the PATH.
        let status = await run("/usr/bin/env", ["python3", "-c", module] + arguments, output) ?? 127
        guard status != 127 else {
            throw ExtensionError(
                .sourceUnavailable,
                "python3 cannot be started",
                remedy: "Install python3 with pip, or give unpacked files with --source folder --from PATH"
            )
        }
        return Outcome(status: status, output: tail(of: log))
    }

    /// As `-m`, which would run a module of that name in the current folder before Python 3.11.
    private static let module = """
        import runpy, sys; sys.path = [p for p in sys.path if p not in ("", ".")]; del sys.argv[0]; \
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        """

    /// The exit status, or nil if the program cannot be started.
    private static func run(_ program: String, _ arguments: [String], _ output: FileHandle) async -> Int32? {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        return await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(returning: nil)
            }
        }
    }

    private static func tail(of log: String) -> String {
        let data = (try? Data(contentsOf: URL(filePath: log))) ?? Data()
        return String(decoding: data.suffix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
