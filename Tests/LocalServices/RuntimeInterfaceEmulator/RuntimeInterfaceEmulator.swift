import Foundation

/// A Lambda function under AWS's own runtime interface emulator, in an environment like Lambda's.
///
/// The function's process starts with the first invocation, as a cold start; later ones are warm. `HOME` is unset, the
/// working directory is a folder without write permission, and nothing of this process's environment is passed on.
public final class RuntimeInterfaceEmulator: Sendable {
    /// How the function is set up.
    public struct Configuration: Sendable {
        /// `AWS_LAMBDA_FUNCTION_NAME`.
        public var functionName = "query"
        /// `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, in MB.
        public var memorySize = 1769
        /// `AWS_LAMBDA_FUNCTION_TIMEOUT`, in seconds; the emulator kills the function after it.
        public var timeout = 30
        /// `AWS_REGION`.
        public var region = "us-east-1"
        /// The role's credentials.
        public var credentials: Moto.Credentials?
        /// Further variables; they replace those of the same name.
        public var environment: [String: String] = [:]

        /// A function of 1769 MB (one vCPU), 30 s, in `us-east-1`, without credentials.
        public init() {}
    }

    private static let path = "/2015-03-31/functions/function/invocations"
    private let process: GuardedProcess
    private let port: Int

    /// Starts the emulator for an executable; the function itself starts with the first ``invoke(_:)``.
    ///
    /// - Parameters:
    ///   - bootstrap: the executable's path.
    ///   - configuration: how the function is set up.
    /// - Returns: the running emulator.
    /// - Throws: ``ServiceError`` with `missing` when the executable or the emulator is not there.
    public static func start(
        _ bootstrap: String,
        _ configuration: Configuration = Configuration()
    ) async throws -> RuntimeInterfaceEmulator {
        guard FileManager.default.isExecutableFile(atPath: bootstrap) else {
            throw ServiceError(.missing, "\(bootstrap) is not there or not executable; `make build` builds it")
        }
        let emulator = try Tools.path("bin/aws-lambda-rie")
        let process = try await GuardedProcess(name: "aws-lambda-rie")
        let taskRoot = process.directory + "/task"
        try await process.run(["install", "-d", "-m", "555", taskRoot])
        return try await FreePort.retrying { port in
            try await process.start(
                [
                    emulator, "--runtime-interface-emulator-address", "127.0.0.1:\(port)",
                    "--runtime-api-address", "127.0.0.1:\(FreePort.find())", bootstrap,
                ],
                environment: environment(configuration, taskRoot: taskRoot),
                directory: taskRoot,
                readiness: .port(port)
            )
            return RuntimeInterfaceEmulator(process, port)
        }
    }

    private init(_ process: GuardedProcess, _ port: Int) {
        self.process = process
        self.port = port
    }

    /// Invokes the function and waits for its answer.
    /// - Parameter event: the event, JSON.
    /// - Returns: the emulator's status, the function's answer or error as JSON, and how long both took.
    /// - Throws: ``ServiceError`` with `system` when the emulator does not answer.
    public func invoke(_ event: String) async throws -> HTTP.Response {
        try await HTTP.post(Data(event.utf8), toPort: port, path: Self.path)
    }

    /// What the function and the emulator have written to their standard and error output so far.
    public var log: String { process.output }

    /// Sends a signal to the emulator and the function; SIGSTOP and SIGCONT freeze and thaw them.
    public func signal(_ number: Int32) async throws {
        try await process.signal(number)
    }

    /// Stops the emulator and the function; the log can still be read.
    public func stop() async throws {
        try await process.stop()
    }

    /// Stops the emulator and the function, and removes their folder with the log.
    public func end() async {
        await process.end()
    }
}

// MARK: - Environment

extension RuntimeInterfaceEmulator {
    private static func environment(_ configuration: Configuration, taskRoot: String) -> [String: String] {
        var environment = [
            "AWS_EXECUTION_ENV": "AWS_Lambda_provided.al2023",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(configuration.memorySize),
            "AWS_LAMBDA_FUNCTION_NAME": configuration.functionName,
            "AWS_LAMBDA_FUNCTION_TIMEOUT": String(configuration.timeout),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(configuration.functionName)",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local",
            "AWS_DEFAULT_REGION": configuration.region,
            "AWS_REGION": configuration.region,
            "LAMBDA_TASK_ROOT": taskRoot,
            "LAMBDA_RUNTIME_DIR": "/var/runtime",
            "LANG": "en_US.UTF-8",
            "LD_LIBRARY_PATH": libraryPath,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "TZ": ":UTC",
            "_HANDLER": "bootstrap",
        ]
        if let credentials = configuration.credentials {
            environment["AWS_ACCESS_KEY_ID"] = credentials.accessKeyID
            environment["AWS_SECRET_ACCESS_KEY"] = credentials.secretAccessKey
            environment["AWS_SESSION_TOKEN"] = credentials.sessionToken
        }
        return environment.merging(configuration.environment) { $1 }
    }

    /// Where the function finds libduckdb and Swift's runtime, which an image carries in `/var/task/lib` or the like.
    private static var libraryPath: String {
        let inherited = ProcessInfo.processInfo.environment
        let prefix = inherited["DUCKDB_PREFIX"] ?? "/usr/local"
        let folders = [inherited["LD_LIBRARY_PATH"], prefix + "/lib", swiftRuntime].compactMap { $0 }
        return folders.filter { !$0.isEmpty }.joined(separator: ":")
    }

    /// The folder of the Swift runtime that this process itself is linked to; none when linked statically.
    private static var swiftRuntime: String? {
        let maps = FileManager.default.contents(atPath: "/proc/self/maps") ?? Data()
        let library = String(decoding: maps, as: UTF8.self).split(separator: "\n").lazy
            .compactMap { $0.split(separator: " ").last }
            .first { $0.hasSuffix("/libswiftCore.so") }
        return library.map { URL(filePath: String($0)).deletingLastPathComponent().path }
    }
}
