public import Foundation

/// A deployed function as Lambda runs it, or more strictly, under AWS's runtime interface emulator.
///
/// The root file system is read-only and only `/tmp` can be written to; there is no network but loopback; the user has
/// neither privileges nor capabilities; the environment is what is given here and nothing else, so that `HOME` is unset.
/// Needs root, and fails when anything of this cannot be set up. The processes end and the mounts vanish with the call,
/// or with this process.
public struct IsolatedFunction: Sendable {
    /// What the function answered and printed.
    public struct Run: Decodable, Sendable {
        /// The answers, one an event.
        public let answers: [Answer]
        /// What the function and the emulator wrote to their standard and error output.
        public let log: String
    }

    /// An answer to an event.
    public struct Answer: Decodable, Sendable {
        /// The emulator's HTTP status.
        public let status: Int
        /// The function's answer or error.
        public let body: Data

        /// ``body`` as text.
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The variables that Lambda sets and every function here reads.
    public static let environment = [
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769", "AWS_LAMBDA_FUNCTION_TIMEOUT": "30", "AWS_REGION": "us-east-1",
        "LAMBDA_TASK_ROOT": "/var/task", "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": ":UTC",
    ]

    /// The user that Lambda runs a function as.
    private static let user = 993

    private let root: String
    private let environment: [String: String]
    private let entrypoint: [String]
    private let directory: String

    /// A function that starts with the first event.
    ///
    /// - Parameters:
    ///   - root: the folder that becomes the root file system; `/tmp`, `/proc` and `/dev` are made in it if missing.
    ///   - environment: variables beside ``environment``; they replace those of the same name.
    ///   - entrypoint: the function's command, with paths as inside.
    ///   - directory: its working directory, as inside.
    public init(
        root: String,
        environment: [String: String] = [:],
        entrypoint: [String] = ["/var/task/bootstrap"],
        directory: String = "/var/task"
    ) {
        self.root = root
        self.environment = Self.environment.merging(environment) { $1 }
        self.entrypoint = entrypoint
        self.directory = directory
    }

    /// Starts the function, sends it events one after the other, and stops it.
    ///
    /// - Parameters:
    ///   - events: JSON texts; the first is a cold start, the others are warm.
    ///   - seconds: how long to wait for each answer.
    /// - Returns: the answers in the order of the events, and the log.
    /// - Throws: ``ServiceError`` with `commandFailed` and the log when the isolation cannot be set up or the emulator
    ///   does not answer; with `missing` when there is no emulator.
    public func invoke(_ events: [String], within seconds: Int = 60) async throws -> Run {
        let request = Request(
            root: root,
            emulator: try Tools.path("bin/aws-lambda-rie"),
            entrypoint: entrypoint,
            environment: environment,
            directory: directory,
            user: Self.user,
            events: events,
            seconds: seconds
        )
        let input = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
        let process = try await GuardedProcess(name: "isolated function")
        let output = try await process.run([GuardedProcess.python, "-c", Self.script], input: input)
        await process.end()
        return try JSONDecoder().decode(Run.self, from: Data(output.utf8))
    }

    private static var script: String { String(decoding: PackageResources.isolate_py, as: UTF8.self) }

    private struct Request: Encodable {
        let root: String
        let emulator: String
        let entrypoint: [String]
        let environment: [String: String]
        let directory: String
        let user: Int
        let events: [String]
        let seconds: Int
    }
}
