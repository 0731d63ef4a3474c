import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// The `wake-probe` executable in a process of its own, with an environment of its own.
enum WakeProbe {
    /// What it printed: the wake, then the statements in turn.
    struct Report {
        let wake: Wake
        let statements: [Statement]
    }

    struct Wake: Decodable {
        struct Phase: Decodable { let name: String }

        let isAwake: Bool
        let phases: [Phase]
        let error: Failure?
    }

    struct Statement: Decodable {
        let rows: [[String?]]?
        let error: Failure?
    }

    struct Failure: Decodable {
        let type: String
        let code: String?
        let text: String
        let details: String?
    }

    /// In namespaces of its own: without any network, with `directory` mounted read-only and as working directory, nothing
    /// installed in `/tmp`, and without any privilege, so that file modes count for root too.
    private static let isolation = """
        mkdir -p /tmp/.duckdb && mount -t tmpfs none /tmp/.duckdb && mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && cd "$1" && shift &&
        exec setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs -- env -i "$@"
        """

    /// Wakes an engine and runs statements.
    ///
    /// - Parameters:
    ///   - environment: All variables of the process; HOME is not among them unless it is given.
    ///   - home: Its HOME, kept until the process has ended.
    ///   - directory: Isolates the process, see above; nil to run it as it is.
    ///   - statements: What to run, in one session.
    /// - Returns: What it printed.
    /// - Throws: What running it throws, and a failed requirement when it printed nothing.
    static func run(
        _ environment: [String: String],
        home: ScratchFolder? = nil,
        isolatedIn directory: String? = nil,
        _ statements: [String] = []
    ) async throws -> Report {
        let folder = try ScratchFolder()
        let process = Process()
        let probe = [BuiltExecutable.path("wake-probe")] + statements
        // Where the engine's library is, when it is not in the system's folders.
        var inherited = ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
        inherited["HOME"] = home?.path
        let variables = environment.merging(inherited) { $1 }.map {
            "\($0.key)=\($0.value)"
        }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["-i"] + variables + probe
        if let directory {
            let shell = ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", isolation, "sh", directory]
            process.arguments = shell + variables + probe
        }
        let output = folder.path("output")
        FileManager.default.createFile(atPath: output, contents: nil)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        withExtendedLifetime(home) {}
        var lines = try Data(contentsOf: URL(filePath: output)).split(separator: UInt8(ascii: "\n")).map { Data($0) }
        try #require(!lines.isEmpty, "wake-probe ended with \(process.terminationStatus) and said nothing")
        let wake = try JSONDecoder().decode(Wake.self, from: lines.removeFirst())
        return Report(wake: wake, statements: try lines.map { try JSONDecoder().decode(Statement.self, from: $0) })
    }
}
