import Foundation

/// A throwaway MariaDB server on a free port of 127.0.0.1.
///
/// Starting one takes about 3 s. Its administrator comes in by a socket of the server's folder, without a password.
public final class MariaDB: Sendable {
    /// The port of 127.0.0.1 it listens on.
    public let port: Int
    let process: GuardedProcess
    private let server: String

    private static let sharedServer = Task { try await start() }

    /// The server that all tests of this process share, started by the first that asks.
    public static func shared() async throws -> MariaDB {
        try await sharedServer.value
    }

    /// Starts a server with no data.
    public static func start() async throws -> MariaDB {
        guard let server = programs.first(where: FileManager.default.isExecutableFile) else {
            throw ServiceError(
                .missing,
                "MariaDB is not installed; `make setup` installs it (Debian: mariadb-server-core)"
            )
        }
        let process = try await GuardedProcess(name: "MariaDB")
        try await process.run(
            [
                "mariadb-install-db", "--no-defaults", "--datadir=\(process.directory)/data", "--skip-test-db",
                "--auth-root-authentication-method=socket", "--auth-root-socket-user=\(NSUserName())",
            ] + owner
        )
        return try await FreePort.retrying { port in
            let database = MariaDB(port, process, server)
            try await database.resume()
            return database
        }
    }

    private init(_ port: Int, _ process: GuardedProcess, _ server: String) {
        self.port = port
        self.process = process
        self.server = server
    }

    /// Starts the server again after ``stop()``, on the same port and data.
    public func resume() async throws {
        let settings = [
            "--no-defaults", "--datadir=\(process.directory)/data", "--socket=\(socket)", "--port=\(port)",
            "--bind-address=127.0.0.1", "--pid-file=\(process.directory)/pid", "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M",
        ]
        try await process.start([server] + settings + Self.owner, readiness: .output("ready for connections"))
    }

    /// Shuts the server down in order, ending its connections.
    public func stop() async throws {
        try await process.stop()
    }

    /// Stops the server for good and removes its data.
    public func end() async {
        await process.end()
    }

    /// Runs statements as the administrator.
    ///
    /// - Returns: The rows, one a line, columns separated by tabs.
    /// - Throws: ``ServiceError`` with `commandFailed` and the server's message at the first statement that fails.
    @discardableResult
    public func run(_ sql: String) async throws -> String {
        try await process.run(
            ["mariadb", "--no-defaults", "--socket=\(socket)", "--batch", "--skip-column-names"],
            input: sql
        )
    }

    /// Creates a user who may read a database, both with any name.
    ///
    /// - Parameters:
    ///   - user: The user's name, who may log in from anywhere.
    ///   - password: With any characters.
    ///   - database: What the user may read; it need not exist.
    /// - Throws: As ``run(_:)``.
    public func createReader(_ user: String, password: String, of database: String) async throws {
        let name = "\(Self.literal(user))@'%'"
        try await run(
            """
            CREATE USER \(name) IDENTIFIED BY \(Self.literal(password));
            GRANT SELECT ON \(Self.identifier(database)).* TO \(name);
            """
        )
    }

    /// A string literal in MariaDB's SQL, where a backslash is not itself.
    public static func literal(_ text: String) -> String {
        let text = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "''")
        return "'\(text)'"
    }

    private static func identifier(_ name: String) -> String {
        "`\(name.replacingOccurrences(of: "`", with: "``"))`"
    }

    private var socket: String { process.directory + "/socket" }
    private static let programs = ["/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd"]
    /// The server refuses to run as root unless it is told to.
    private static let owner = geteuid() == 0 ? ["--user=root"] : []
}
