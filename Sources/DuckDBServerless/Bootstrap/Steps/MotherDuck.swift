public import AWSParameters
public import DuckDBClient

/// The step that attaches a database of MotherDuck by the extension `motherduck`.
///
/// The extension asks the network while it is loaded, and tries for 10 s where there is none, hence ``timeout`` and hence
/// never in INIT unless it is asked for. `PostgresReplica.motherDuck(region:database:token:)` reaches the same database
/// without it.
///
/// This package's tests have no account: they prove what is sent to the engine, what becomes of its errors, and that none
/// shows the token; how MotherDuck answers is not proven. See steps.md.
public struct MotherDuck: BootstrapStep {
    /// What of an account is attached.
    public enum AttachMode: String, Sendable, Hashable, CaseIterable {
        /// The one database; what else is attached in other sessions stays out of this one.
        case single
        /// All databases of the account's workspace.
        case workspace
    }

    /// The database's name, which is the catalog's name in SQL too, and the step's.
    public var database: String
    /// Where the access token is.
    public var token: ParameterReference
    /// What is attached.
    public var attachMode = AttachMode.single
    /// Whether MotherDuck keeps its hands off the function: no local files, no further extensions, no changed settings.
    ///
    /// It locks them for the rest of the engine too. Let the steps for S3 and others that a function needs run first, or
    /// at the wake.
    public var usesSaaSMode = true
    /// A name by which sessions of one user come to the same server when reads are scaled; nil for none.
    public var sessionHint: String?
    /// How long the step may take in all, 20 s by default.
    public var timeout: Duration? = .seconds(20)

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the database and where the token is; the rest has defaults.
    public init(database: String, token: ParameterReference) {
        self.database = database
        self.token = token
    }

    /// The step's name.
    public var name: String { database }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(database), .scheme("md:")] }
    /// `motherduck`.
    public var extensions: [String] { ["motherduck"] }
    /// The token.
    public var secrets: [ParameterReference] { [token] }

    /// Sets the token and the modes, and attaches the database, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        for statement in statements(token: material.secret(token)?.reveal() ?? "") {
            try connection.execute(statement)
        }
    }

    /// What `attach` runs, in an order that counts: SaaS mode locks the settings that are not set by then.
    ///
    /// The token is bound, and set for the step's own connection where the extension lets it be.
    package func statements(token: String) -> [SQL] {
        var statements: [SQL] = [
            "SET motherduck_token = \(token)", "SET motherduck_attach_mode = \(attachMode.rawValue)",
        ]
        if let sessionHint { statements.append("SET motherduck_session_hint = \(sessionHint)") }
        if usesSaaSMode { statements.append("SET motherduck_saas_mode = true") }
        statements.append("ATTACH \(SQL.literal("md:" + database))")
        return statements
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: database)
    }

    /// Tells a refused token, and a network that MotherDuck is not reached by, from anything else.
    public func failure(_ error: DuckDBError) -> BootstrapError {
        FailureTexts(server: "MotherDuck", login: Self.loginTexts, unreachable: Self.unreachableTexts)
            .failure(
                error,
                step: name,
                account: "this function to database \"\(database)\"",
                credentials:
                    "Check the access token (\(token)): that it is whole, not expired and of the right account.",
                settings: "Check the database's name, and that MotherDuck serves this version of DuckDB."
            )
    }

    private static let loginTexts = ["Your request is not authenticated", "Jwt "]
    private static let unreachableTexts = [
        "Failed to download", "Could not establish connection", "failed to resolve extension version",
    ]
}

extension PostgresReplica {
    /// MotherDuck by its Postgres endpoint: the thin path, without the extension `motherduck`.
    ///
    /// What is sent with `postgres_query(…)` is DuckDB's SQL and runs at MotherDuck; a statement that names the catalog's
    /// tables has their rows sent over first. Not proven against MotherDuck: this package's tests have no account.
    ///
    /// - Parameters:
    ///   - region: The account's region as MotherDuck writes it, such as `us-east-1`.
    ///   - database: The database; nil for the account's own default, `md:`.
    ///   - token: Where the access token is.
    /// - Returns: A step for the catalog `motherduck`, which checks the endpoint's certificate by the system's roots.
    public static func motherDuck(
        region: AWSRegion,
        database: String? = nil,
        token: ParameterReference
    ) -> PostgresReplica {
        var step = PostgresReplica(
            host: "pg.\(region.name)-aws.motherduck.com",
            database: database ?? "md:",
            user: "postgres",
            password: token
        )
        step.catalog = "motherduck"
        step.tlsMode = "verify-full"
        step.rootCertificate = "system"
        return step
    }
}
