internal import DuckDBClient

/// Which of a driver's error texts mean what; they are stable, and error codes do not come through the engine.
struct FailureTexts {
    /// The server, and what it attaches as: `PostgreSQL at db:5432`.
    let server: String
    /// The server refused the login.
    let login: [String]
    /// The server did not answer.
    let unreachable: [String]

    /// Tells a refused login from a server that is not there, and both from anything else.
    ///
    /// - Parameters:
    ///   - error: What the engine said.
    ///   - step: The step's name.
    ///   - account: Whose login to what was refused.
    ///   - credentials: What to check when the login is refused.
    ///   - settings: What to check otherwise.
    /// - Returns: The failure as the step reports it.
    func failure(
        _ error: DuckDBError,
        step: String,
        account: String,
        credentials: String,
        settings: String
    ) -> BootstrapError {
        let text = error.message
        if login.contains(where: text.contains) {
            return BootstrapError(
                .authenticationFailed,
                step: step,
                "\(server) refused the login of \(account).",
                remedy: credentials,
                underlying: error
            )
        }
        if unreachable.contains(where: text.contains) {
            return BootstrapError(
                .unreachable,
                step: step,
                "\(server) did not answer.",
                remedy: "Check host and port, that the server runs, and that the function's network reaches it.",
                underlying: error
            )
        }
        return BootstrapError(
            .attachFailed,
            step: step,
            "\(server) could not be attached: \(error)",
            remedy: settings,
            underlying: error
        )
    }
}
