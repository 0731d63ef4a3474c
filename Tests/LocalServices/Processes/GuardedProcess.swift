import Foundation

/// A server, and commands around it, in a directory of their own, that never outlive this process.
///
/// A guard between this process and the server sees this process end, be it by return, Ctrl-C or SIGKILL; it then
/// stops everything it started, their descendants included, and removes the directory.
public final class GuardedProcess: Sendable {
    /// A directory under `/tmp`, removed at the end.
    public let directory: String
    private let name: String
    private let helper: Helper

    /// Starts a guard with nothing to guard yet.
    /// - Parameter name: what errors call the server.
    /// - Throws: ``ServiceError`` with `missing` when there is no Python.
    public init(name: String) async throws {
        self.name = name
        helper = try Helper(
            name: name,
            interpreter: Self.python,
            script: Self.script,
            environment: Self.environment
        )
        directory = try await helper.request("open", Nothing(), as: Opened.self).directory
    }

    deinit {
        helper.finish()
    }

    /// Debian's Python if it is there: a version manager's stand-in on `PATH` starts slowly.
    static var python: String {
        let debian = "/usr/bin/python3"
        return FileManager.default.isExecutableFile(atPath: debian) ? debian : "python3"
    }

    /// The guard's source.
    package static var script: String { String(decoding: PackageResources.guard_py, as: UTF8.self) }

    /// The environment a command has unless told otherwise: `PATH` and an English locale.
    public static let environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    ]

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - command: the program, by path or found on `PATH`, and its arguments.
    ///   - environment: added to ``environment``.
    ///   - input: its standard input.
    /// - Returns: its standard output.
    /// - Throws: ``ServiceError`` with `commandFailed` and its error output when the status is not 0.
    @discardableResult
    public func run(
        _ command: [String],
        environment: [String: String] = [:],
        input: String = ""
    ) async throws -> String {
        let run = Run(
            command: command,
            environment: Self.environment.merging(environment) { $1 },
            input: input
        )
        let end = try await helper.request("run", run, as: Ran.self)
        guard end.status == 0 else {
            throw ServiceError(.commandFailed, "\(name): \(command[0]) ended with \(end.status): \(end.errors)")
        }
        return end.output
    }

    /// When a server counts as started.
    public struct Readiness: Encodable, Sendable {
        let text: String?
        let port: Int?

        /// When its output holds a text.
        public static func output(_ text: String) -> Readiness {
            Readiness(text: text, port: nil)
        }

        /// When a port of 127.0.0.1 accepts connections.
        public static func port(_ port: Int) -> Readiness {
            Readiness(text: nil, port: port)
        }
    }

    /// Starts the server and waits until it is ready.
    ///
    /// - Parameters:
    ///   - command: the program, by path or found on `PATH`, and its arguments.
    ///   - environment: its whole environment.
    ///   - directory: its working directory; ``directory`` by default.
    ///   - readiness: what to wait for.
    ///   - seconds: how long to wait at most.
    ///   - stopSignal: what asks it to end, SIGTERM by default; what is left after 5 s is killed.
    /// - Throws: ``ServiceError`` with `notReady` and the end of its output.
    public func start(
        _ command: [String],
        environment: [String: String] = GuardedProcess.environment,
        directory: String? = nil,
        readiness: Readiness,
        within seconds: Int = 60,
        stopSignal: Int32? = nil
    ) async throws {
        let start = Start(
            command: command,
            environment: environment,
            directory: directory,
            ready: readiness,
            seconds: seconds,
            stop: stopSignal ?? SIGTERM
        )
        do {
            _ = try await helper.request("start", start, as: Nothing.self)
        } catch {
            throw ServiceError(.notReady, "\(error)\nits output ends with:\n\(output.suffix(2000))")
        }
    }

    /// Everything the server has written to its standard and error output so far.
    public var output: String {
        let data = FileManager.default.contents(atPath: directory + "/log") ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// Sends a signal to the server and all its descendants; SIGSTOP and SIGCONT freeze and thaw them.
    ///
    /// - Throws: ``ServiceError`` with `helperFailed` when no server runs.
    public func signal(_ number: Int32) async throws {
        _ = try await helper.request("signal", ["number": number], as: Nothing.self)
    }

    /// Stops the server, and returns when it and its descendants have ended; ``start`` may follow.
    /// - Parameter signal: what asks it to end, SIGKILL for a crash; the one given to ``start`` by default.
    /// - Throws: ``ServiceError`` with `helperFailed` when the guard is gone.
    public func stop(signal: Int32? = nil) async throws {
        _ = try await helper.request("stop", ["number": signal], as: Nothing.self)
    }

    /// Stops everything, removes the directory, and returns when that is done.
    public func end() async {
        await helper.end()
    }
}

private struct Nothing: Codable {}

private struct Opened: Decodable {
    let directory: String
}

private struct Run: Encodable {
    let command: [String]
    let environment: [String: String]
    let input: String
}

private struct Ran: Decodable {
    let status: Int
    let output: String
    let errors: String
}

private struct Start: Encodable {
    let command: [String]
    let environment: [String: String]
    let directory: String?
    let ready: GuardedProcess.Readiness
    let seconds: Int
    let stop: Int32
}
