internal import AWSParameters

extension MotherDuck: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(
            database: try environment.required(.motherDuckDatabase),
            token: try environment.reference(.motherDuckToken)
        )
        attachMode = try environment.choice(.motherDuckAttachMode, of: AttachMode.self) ?? attachMode
        usesSaaSMode = try environment.flag(.motherDuckSaaSMode) ?? usesSaaSMode
        sessionHint = environment.value(.motherDuckSessionHint)
        timeout = try environment.timeout(.motherDuckTimeout) ?? timeout
    }

    /// The step by the extension, or by the Postgres endpoint where its region is named.
    static func step(_ environment: FunctionEnvironment) throws(ConfigurationError) -> any ConfigurableStep {
        guard environment.value(.motherDuckRegion) != nil else { return try MotherDuck(environment) }
        return PostgresReplica.motherDuck(
            region: try environment.region(.motherDuckRegion),
            database: environment.value(.motherDuckDatabase),
            token: try environment.reference(.motherDuckToken)
        )
    }
}

extension EnvironmentVariable {
    static let motherDuck = [
        motherDuckDatabase, motherDuckToken, motherDuckRegion, motherDuckAttachMode, motherDuckSaaSMode,
        motherDuckSessionHint, motherDuckTimeout,
    ]

    static let motherDuckDatabase = EnvironmentVariable(
        "MOTHERDUCK_DATABASE",
        key: "motherduck.database",
        "The database of MotherDuck, and its catalog's name; step `motherduck`."
    )
    static let motherDuckToken = EnvironmentVariable(
        "MOTHERDUCK_TOKEN_REFERENCE",
        key: "motherduck.tokenReference",
        kind: .reference,
        "Where the access token is, as for `PG_REPLICA_PASSWORD`. Never the token, which the extension takes from "
            + "`MOTHERDUCK_TOKEN`."
    )
    static let motherDuckRegion = EnvironmentVariable(
        "MOTHERDUCK_PG_REGION",
        key: "motherduck.pgRegion",
        default: "the extension `motherduck`",
        "The account's region, such as `us-east-1`: take its Postgres endpoint, as catalog `motherduck`. The database may be left "
            + "out then, and what follows does not count."
    )
    static let motherDuckAttachMode = EnvironmentVariable(
        "MOTHERDUCK_ATTACH_MODE",
        key: "motherduck.attachMode",
        default: "single",
        "`single` for the one database, `workspace` for all of the account's."
    )
    static let motherDuckSaaSMode = EnvironmentVariable(
        "MOTHERDUCK_SAAS_MODE",
        key: "motherduck.saasMode",
        default: "on",
        "Whether MotherDuck keeps away from local files, extensions and settings: `on` or `off`."
    )
    static let motherDuckSessionHint = EnvironmentVariable(
        "MOTHERDUCK_SESSION_HINT",
        key: "motherduck.sessionHint",
        default: "none",
        "A name by which sessions come to the same server when reads are scaled."
    )
    static let motherDuckTimeout = timeout("MOTHERDUCK", key: "motherduck", default: 20)
}
