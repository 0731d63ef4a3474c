internal import DuckDBClient

extension PostgresServer {
    /// Tells a refused login from a server that is not there: libpq's texts for the two are stable.
    func failure(_ error: DuckDBError, step: String) -> BootstrapError {
        FailureTexts(
            server: "PostgreSQL at \(host):\(port)",
            login: Self.loginTexts,
            unreachable: Self.unreachableTexts
        )
        .failure(
            error,
            step: step,
            account: "\"\(user)\" to database \"\(database)\"",
            credentials: credentialsRemedy,
            settings: "Check the step's settings, sslmode (\(tlsMode)) among them."
        )
    }

    private var credentialsRemedy: String {
        switch login {
        case .password(let reference):
            "Check user, database and password (\(reference)), and pg_hba.conf for this address."
        case .rdsToken(let region):
            "Check that the database role has rds_iam, that the function's role may rds-db:connect as it in "
                + "\(region), and that host is the endpoint of the database itself, no alias."
        }
    }

    private static let loginTexts = [
        "password authentication failed", "PAM authentication failed", "no password supplied", "no pg_hba.conf entry",
        "role \"", "is not permitted to log in",
    ]

    private static let unreachableTexts = [
        "Connection refused", "timeout expired", "Connection timed out", "No route to host", "Network is unreachable",
        "could not translate host name", "Connection reset", "server closed the connection",
    ]
}
