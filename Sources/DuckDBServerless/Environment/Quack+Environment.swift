extension Quack: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(host: try environment.required(.quackHost), token: try environment.reference(.quackToken))
        port = try environment.integer(.quackPort, in: 1...65_535) ?? port
        usesTLS = try environment.flag(.quackTLS)
        isReadOnly = try environment.flag(.quackReadOnly) ?? isReadOnly
        timeout = try environment.timeout(.quackTimeout) ?? timeout
    }
}

extension EnvironmentVariable {
    static let quack = [quackHost, quackPort, quackToken, quackTLS, quackReadOnly, quackTimeout]

    static let quackHost = EnvironmentVariable(
        "QUACK_HOST",
        key: "quack.host",
        "Host of the DuckDB process that serves its database; step `quack`."
    )
    static let quackPort = EnvironmentVariable(
        "QUACK_PORT",
        key: "quack.port",
        kind: .number,
        default: "9494",
        "Its port."
    )
    static let quackToken = EnvironmentVariable(
        "QUACK_TOKEN",
        key: "quack.token",
        kind: .reference,
        "Where its token is, as for `PG_REPLICA_PASSWORD`. Never the token."
    )
    static let quackTLS = EnvironmentVariable(
        "QUACK_TLS",
        key: "quack.tls",
        default: "`on` for other machines",
        "Whether it is spoken to over TLS: `on` or `off`."
    )
    static let quackReadOnly = readOnly("QUACK", key: "quack")
    static let quackTimeout = timeout("QUACK", key: "quack", default: 10)
}
