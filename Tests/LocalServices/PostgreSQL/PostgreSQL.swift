import Foundation

/// A throwaway PostgreSQL server on a free port of 127.0.0.1, with scram-sha-256 passwords.
///
/// Starting one takes about 2 s. Fault tests, which stop or kill it, start their own; others share one.
public final class PostgreSQL: Sendable {
    /// Where and as whom to connect.
    public struct Connection: Sendable {
        /// The address of the server.
        public var host = "127.0.0.1"
        /// The port of the server.
        public var port: Int
        /// The database.
        public var database = "postgres"
        /// The role.
        public var user: String
        /// The role's password.
        public var password: String
    }

    /// The superuser's connection to the database `postgres`.
    public let administrator: Connection
    let process: GuardedProcess
    private let programs: String
    private let settings: [String]

    /// The port of 127.0.0.1 it listens on.
    public var port: Int { administrator.port }

    /// Whether PostgreSQL's server programs are on this machine.
    public static var isInstalled: Bool { programs != nil }

    private static let sharedServer = Task { try await start() }

    /// The server that all tests of this process share, started by the first that asks.
    public static func shared() async throws -> PostgreSQL {
        try await sharedServer.value
    }

    /// Starts a server with a new, empty cluster.
    public static func start() async throws -> PostgreSQL {
        guard let programs else {
            throw ServiceError(.missing, "PostgreSQL is not installed; `make setup` installs it (Debian: postgresql)")
        }
        let process = try await GuardedProcess(name: "PostgreSQL")
        let password = UUID().uuidString
        try await makeCluster(programs, process, password)
        return try await FreePort.retrying { port in
            let connection = Connection(port: port, user: "postgres", password: password)
            let server = PostgreSQL(connection, process, programs)
            try await server.resume()
            return server
        }
    }

    private init(
        _ administrator: Connection,
        _ process: GuardedProcess,
        _ programs: String,
        settings: [String] = []
    ) {
        self.administrator = administrator
        self.process = process
        self.programs = programs
        self.settings = settings
    }

    /// Starts a hot standby of a server: a replica that replays what the server writes, as a read replica of RDS does.
    ///
    /// It cancels a query at once that keeps it from replaying, and does not tell the server of its queries. Takes about 3 s.
    ///
    /// - Parameter primary: the server, which has to run.
    /// - Returns: the standby, with the roles and passwords of its primary.
    /// - Throws: ``ServiceError``.
    public static func standby(of primary: PostgreSQL) async throws -> PostgreSQL {
        let process = try await GuardedProcess(name: "PostgreSQL standby")
        let home = process.directory + "/postgres"
        try await makeHome(home, process)
        let backup = [
            "pg_basebackup", "--pgdata=\(home)/data", "--host=\(primary.administrator.host)", "--port=\(primary.port)",
            "--username=\(primary.administrator.user)", "--wal-method=stream", "--checkpoint=fast", "--no-sync",
            // With how to reach the primary, password included, from now on.
            "--write-recovery-conf",
        ]
        try await process.run(asOwner(backup), environment: ["PGPASSWORD": primary.administrator.password])
        return try await FreePort.retrying { port in
            var connection = primary.administrator
            connection.port = port
            let settings = ["hot_standby_feedback=off", "max_standby_streaming_delay=0"]
            let server = PostgreSQL(connection, process, primary.programs, settings: settings)
            try await server.resume()
            return server
        }
    }

    private static func makeHome(_ home: String, _ process: GuardedProcess) async throws {
        if isRoot {
            try await process.run(["install", "-d", "-m", "700", "-o", "postgres", "-g", "postgres", home])
        } else {
            try await process.run(["install", "-d", "-m", "700", home])
        }
    }

    private static func makeCluster(_ programs: String, _ process: GuardedProcess, _ password: String) async throws {
        let home = process.directory + "/postgres"
        try await makeHome(home, process)
        let file = home + "/password"
        try await process.run(asOwner(["sh", "-c", "umask 077; cat > \"$1\"", "sh", file]), input: password)
        let initdb = [
            "\(programs)/initdb", "--pgdata=\(home)/data", "--username=postgres", "--pwfile=\(file)",
            "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync",
        ]
        try await process.run(asOwner(initdb))
        try await process.run(asOwner(["rm", file]))
    }

    /// Starts the server again after ``stop()`` or ``kill()``, on the same port and data.
    public func resume() async throws {
        let settings = [
            "listen_addresses=127.0.0.1", "port=\(port)", "unix_socket_directories=",
            "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
            "dynamic_shared_memory_type=mmap", "timezone=UTC", "log_timezone=UTC",
            // No statement in the log: it may hold a password.
            "log_min_error_statement=panic",
        ]
        try await process.start(
            Self.asOwner(["\(programs)/postgres", "-D", process.directory + "/postgres/data"])
                + (settings + self.settings).flatMap { ["-c", $0] },
            // A standby is ready to accept read-only connections.
            readiness: .output("database system is ready to accept"),
            stopSignal: SIGQUIT
        )
    }

    /// Shuts the server down in order, ending its connections.
    public func stop() async throws {
        try await process.stop(signal: SIGINT)
    }

    /// Ends the server as a crash does.
    public func kill() async throws {
        try await process.stop(signal: SIGKILL)
    }

    /// Stops the server for good and removes its data.
    public func end() async {
        await process.end()
    }

    /// What the server has logged so far.
    public var log: String { process.output }
}

// MARK: - Installation

extension PostgreSQL {
    private static var isRoot: Bool { geteuid() == 0 }

    /// The newest of Debian's version folders, else the first on `PATH` that has a server.
    private static let programs: String? = {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let newestFirst = versions.compactMap { Int($0) }.sorted(by: >).map { "\(debian)/\($0)/bin" }
        let path = GuardedProcess.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        return (newestFirst + path).first { folder in
            ["initdb", "postgres"].allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
        }
    }()

    /// The server refuses to run as root: the package's own user runs it then.
    private static func asOwner(_ command: [String]) -> [String] {
        isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] + command : command
    }
}
