import Foundation

/// A DuckDB process on a free port of 127.0.0.1 that serves its database by the extension `quack`.
///
/// It is DuckDB for Python of the engine's version, with the extension from ``ExtensionBundleFolder/all``, whose signature
/// it checks.
public final class QuackServer: Sendable {
    /// The port of 127.0.0.1 it listens on.
    public let port: Int
    private let process: GuardedProcess
    private let token: String
    private let sql: String

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - token: What a client has to show.
    ///   - sql: Statements that fill the database, every time the server is started.
    /// - Returns: The server, which stops with the test run.
    /// - Throws: ``ServiceError`` with `notReady` and what the process printed.
    public static func start(token: String, _ sql: String) async throws -> QuackServer {
        let process = try await GuardedProcess(name: "DuckDB with quack")
        return try await FreePort.retrying { port in
            let server = QuackServer(port, process, token, sql)
            try await server.resume()
            return server
        }
    }

    private init(_ port: Int, _ process: GuardedProcess, _ token: String, _ sql: String) {
        self.port = port
        self.process = process
        self.token = token
        self.sql = sql
    }

    /// Starts the process again after ``stop()``, on the same port, with its data made anew.
    public func resume() async throws {
        let settings = [
            "QUACK_EXTENSIONS": try await ExtensionBundleFolder.all, "QUACK_PORT": String(port), "QUACK_TOKEN": token,
            "QUACK_SQL": sql,
        ]
        try await process.start(
            [try Tools.path("venv/bin/python"), "-c", Self.script],
            environment: GuardedProcess.environment.merging(settings) { $1 },
            readiness: .output("serving")
        )
    }

    /// Ends the process, and with it its database.
    public func stop() async throws {
        try await process.stop()
    }

    private static let script = """
        import os, signal, duckdb
        connection = duckdb.connect(config={
            "extension_directory": os.environ["QUACK_EXTENSIONS"], "autoinstall_known_extensions": "false"
        })
        connection.execute("LOAD httpfs")
        connection.execute("LOAD quack")
        connection.execute(os.environ["QUACK_SQL"])
        address = "quack:127.0.0.1:" + os.environ["QUACK_PORT"]
        connection.execute("CALL quack_serve($1, token = $2)", [address, os.environ["QUACK_TOKEN"]])
        print("serving", flush=True)
        signal.pause()
        """
}
