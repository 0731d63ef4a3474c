internal import AWSParameters
public import DuckDBClient

extension PostgresReplica {
    /// Tells a refused login from a server that is not there: libpq's texts for the two are stable.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        let text = String(describing: error)
        if Self.loginTexts.contains(where: text.contains) {
            return BootstrapError(
                .authenticationFailed,
                step: name,
                "PostgreSQL at \(host):\(port) refused the login of \"\(user)\" to database \"\(database)\".",
                remedy: "Check user, database and password (\(password)), and pg_hba.conf for this address.",
                underlying: error
            )
        }
        if Self.unreachableTexts.contains(where: text.contains) {
            return BootstrapError(
                .unreachable,
                step: name,
                "PostgreSQL at \(host):\(port) did not answer.",
                remedy: "Check host and port, that the server runs, and that the function's network reaches it.",
                underlying: error
            )
        }
        return BootstrapError(
            .attachFailed,
            step: name,
            "PostgreSQL at \(host):\(port) could not be attached: \(text)",
            remedy: "Check the PG_REPLICA_… settings, sslmode (\(tlsMode)) among them.",
            underlying: error
        )
    }

    private static let loginTexts = [
        "password authentication failed", "no password supplied", "no pg_hba.conf entry", "role \"",
        "is not permitted to log in",
    ]

    private static let unreachableTexts = [
        "Connection refused", "timeout expired", "Connection timed out", "No route to host", "Network is unreachable",
        "could not translate host name", "Connection reset", "server closed the connection",
    ]
}
