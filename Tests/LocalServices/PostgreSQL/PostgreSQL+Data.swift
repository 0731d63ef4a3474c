extension PostgreSQL {
    /// Runs statements through psql, as the superuser unless told otherwise.
    ///
    /// - Parameters:
    ///   - sql: one or more statements; psql's `:'name'` puts in a variable as a quoted literal.
    ///   - connection: where and as whom; ``administrator`` by default.
    ///   - variables: psql variables.
    /// - Returns: the rows, one a line, columns separated by `|`.
    /// - Throws: ``ServiceError`` with `commandFailed` and the server's message at the first statement that fails.
    @discardableResult
    public func run(
        _ sql: String,
        as connection: Connection? = nil,
        variables: [String: String] = [:]
    ) async throws -> String {
        let connection = connection ?? administrator
        // Passwords and variables go through the environment: arguments can be read by every user.
        var environment = [
            "PGHOST": connection.host, "PGPORT": String(connection.port), "PGDATABASE": connection.database,
            "PGUSER": connection.user, "PGPASSWORD": connection.password,
        ]
        var script = ""
        for (name, value) in variables {
            environment["VARIABLE_\(name)"] = value
            script += "\\getenv \(name) VARIABLE_\(name)\n"
        }
        let psql = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        return try await process.run(psql, environment: environment, input: script + sql)
    }

    /// Creates a role that may log in, with any characters in its name and password.
    /// - Returns: the connection of that role.
    @discardableResult
    public func createRole(_ name: String, password: String) async throws -> Connection {
        try await run(
            "CREATE ROLE :\"name\" LOGIN PASSWORD :'password';",
            variables: ["name": name, "password": password]
        )
        return Connection(port: port, user: name, password: password)
    }

    /// Creates an empty database.
    /// - Returns: the superuser's connection to it.
    @discardableResult
    public func createDatabase(_ name: String) async throws -> Connection {
        try await run("CREATE DATABASE :\"name\";", variables: ["name": name])
        var connection = administrator
        connection.database = name
        return connection
    }

    /// Creates and fills `agent_results`, readable by every role.
    ///
    /// Columns: `id bigint` from 1, `agent text` (`agent-00` to `agent-49`), `status text` (`ok`, `failed`, `timeout`),
    /// `score double precision` in 0..<1 with four digits, `finished_at timestamptz`, one every 30 s from 2026-01-01 UTC.
    ///
    /// - Parameters:
    ///   - connection: the database, with a role that may create tables; ``administrator`` by default.
    ///   - rows: how many; 100 000 take about half a second.
    ///   - seed: the same seed gives the same rows, another one others.
    /// - Throws: ``ServiceError`` with `commandFailed` and the server's message.
    public func seedAgentResults(
        in connection: Connection? = nil,
        rows: Int = 100_000,
        seed: Int = 1
    ) async throws {
        try await run(
            """
            DROP TABLE IF EXISTS agent_results;
            CREATE TABLE agent_results (
                id bigint PRIMARY KEY, agent text NOT NULL, status text NOT NULL,
                score double precision NOT NULL, finished_at timestamptz NOT NULL
            );
            INSERT INTO agent_results
            SELECT
                id,
                'agent-' || lpad((hash % 50)::text, 2, '0'),
                CASE WHEN hash / 50 % 100 < 90 THEN 'ok' WHEN hash / 50 % 100 < 97 THEN 'failed' ELSE 'timeout' END,
                (hash / 5000 % 10000) / 10000.0,
                timestamptz '2026-01-01 00:00:00+00' + id * interval '30 seconds'
            FROM (
                SELECT id, hashint8extended(id, \(seed)) & 9223372036854775807 AS hash
                FROM generate_series(1, \(rows)) AS id
            ) AS hashed;
            GRANT SELECT ON agent_results TO PUBLIC;
            ANALYZE agent_results;
            """,
            as: connection
        )
    }
}
