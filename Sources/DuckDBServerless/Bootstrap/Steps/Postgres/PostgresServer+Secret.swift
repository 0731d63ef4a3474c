internal import AWSParameters
internal import DuckDBClient

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension PostgresServer {
    /// What a step has to fetch for the login.
    var secrets: [ParameterReference] {
        if case .password(let reference) = login { [reference] } else { [] }
    }

    /// Whether the login is signed with the function's credentials.
    var needsCredentials: Bool {
        if case .rdsToken = login { true } else { false }
    }

    /// Creates the engine's secret, which holds everything, so that neither errors nor `duckdb_databases()` show it.
    ///
    /// - Parameters:
    ///   - name: The secret's name.
    ///   - connection: Where to create it.
    ///   - material: The password, or the credentials that sign the token.
    ///   - date: From when on a token is valid.
    /// - Throws: The engine's error; bound values are not in it.
    func createSecret(
        _ name: String,
        on connection: borrowing Connection,
        with material: BootstrapMaterial,
        date: Date = .now
    ) throws {
        var options: [(name: String, value: Value)] = [
            ("HOST", .text(host)),
            ("PORT", .text(String(port))),
            ("DATABASE", .text(database)),
            ("USER", .text(user)),
            ("PASSWORD", .text(proof(material, date)?.reveal() ?? "")),
            ("SSLMODE", .text(tlsMode)),
            ("CONNECT_TIMEOUT", .text(String(connectTimeout))),
            ("APPLICATION_NAME", .text(applicationName)),
            ("OPTIONS", .text("-c statement_timeout=\(statementTimeout)")),
            // Keepalives end a dead connection that waits for an answer, the user timeout one that has unsent data.
            ("KEEPALIVES", "1"), ("KEEPALIVES_IDLE", "5"), ("KEEPALIVES_INTERVAL", "2"), ("KEEPALIVES_COUNT", "2"),
            ("TCP_USER_TIMEOUT", "5000"),
        ]
        if let rootCertificate { options.append(("SSLROOTCERT", .text(rootCertificate))) }
        try connection.createSecret(SQL.identifier(name), type: "postgres", options)
    }

    private func proof(_ material: BootstrapMaterial, _ date: Date) -> Secret? {
        switch login {
        case .password(let reference): material.secret(reference)
        case .rdsToken(let region):
            material.credentials.map {
                RDSAuthToken.make(host: host, port: port, user: user, region: region, credentials: $0, date: date)
            }
        }
    }

    /// Set explicitly, because the extension's defaults have moved between patch releases.
    ///
    /// They count for catalogs attached later, and globally, because a lake's own connections see nothing else.
    package static let settings: KeyValuePairs = [
        "pg_pool_max_connections": "\(defaultConnectionLimit)",
        "pg_pool_acquire_mode": "'wait'",
        "pg_pool_wait_timeout_millis": "5000",
        "pg_pool_enable_thread_local_cache": "false",
        "pg_pool_enable_reaper_thread": "true",
        "pg_pool_idle_timeout_millis": "20000",
        // Without it the first query on a connection that the server has closed fails.
        "pg_pool_health_check_query": "'SELECT 1'",
        // Ranges of row addresses would keep PostgreSQL from using an index for a filter.
        "pg_use_ctid_scan": "false",
    ]
}
