internal import AWSParameters

extension Snowflake: ConfigurableStep {
    init(_ environment: FunctionEnvironment) throws(ConfigurationError) {
        self.init(
            account: try environment.required(.snowflakeAccount),
            database: try environment.required(.snowflakeDatabase),
            warehouse: try environment.required(.snowflakeWarehouse),
            user: try environment.required(.snowflakeUser),
            login: try Self.login(environment)
        )
        timeout = try environment.timeout(.snowflakeTimeout) ?? timeout
    }

    private static func login(_ environment: FunctionEnvironment) throws(ConfigurationError) -> Login {
        try environment.refuse(.snowflakePassword, beside: .snowflakeKey)
        guard environment.value(.snowflakeKey) != nil else {
            return .password(try environment.reference(.snowflakePassword))
        }
        let key = try environment.reference(.snowflakeKey)
        guard environment.value(.snowflakePassphrase) != nil else { return .privateKey(key) }
        return .privateKey(key, passphrase: try environment.reference(.snowflakePassphrase))
    }
}

extension EnvironmentVariable {
    static let snowflake = [
        snowflakeAccount, snowflakeDatabase, snowflakeWarehouse, snowflakeUser, snowflakePassword, snowflakeKey,
        snowflakePassphrase, snowflakeTimeout,
    ]

    static let snowflakeAccount = EnvironmentVariable(
        "SNOWFLAKE_ACCOUNT",
        key: "snowflake.account",
        "The account's identifier, such as `ORG-ACCOUNT`; step `snowflake`."
    )
    static let snowflakeDatabase = EnvironmentVariable(
        "SNOWFLAKE_DATABASE",
        key: "snowflake.database",
        "Its database."
    )
    static let snowflakeWarehouse = EnvironmentVariable(
        "SNOWFLAKE_WAREHOUSE",
        key: "snowflake.warehouse",
        "The warehouse that does the work."
    )
    static let snowflakeUser = EnvironmentVariable("SNOWFLAKE_USER", key: "snowflake.user", "The user to log in as.")
    static let snowflakePassword = EnvironmentVariable(
        "SNOWFLAKE_PASSWORD",
        key: "snowflake.password",
        kind: .reference,
        "Where the password is, as for `PG_REPLICA_PASSWORD`; or else `SNOWFLAKE_PRIVATE_KEY`. Never the password."
    )
    static let snowflakeKey = EnvironmentVariable(
        "SNOWFLAKE_PRIVATE_KEY",
        key: "snowflake.privateKey",
        kind: .reference,
        "Where the private key in PEM is, as for `PG_REPLICA_PASSWORD`. Never the key."
    )
    static let snowflakePassphrase = EnvironmentVariable(
        "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE",
        key: "snowflake.privateKeyPassphrase",
        kind: .reference,
        default: "the key has none",
        "Where its passphrase is, as for `PG_REPLICA_PASSWORD`. Never the passphrase."
    )
    static let snowflakeTimeout = timeout("SNOWFLAKE", key: "snowflake", default: 20)
}
