public import AWSParameters
public import DuckDBClient

/// The step that attaches a database of Snowflake, read-only, by the community extension `snowflake`.
///
/// **Not tested against Snowflake**: this package's tests have no account and no build of the extension. They prove that the
/// engine parses what the step says and that the secret is bound. Community extensions are not DuckDB's: `bake --community`
/// takes them in, and the extension needs Snowflake's ADBC driver, a shared library, beside it in the image. See steps.md.
public struct Snowflake: BootstrapStep {
    /// How a user proves who it is.
    public enum Login: Sendable, Hashable {
        /// By a password.
        case password(ParameterReference)
        /// By a private key in PEM, PKCS #8, and its passphrase where it has one.
        case privateKey(ParameterReference, passphrase: ParameterReference? = nil)
    }

    /// The catalog's name in SQL, and the step's name.
    public var catalog = "snowflake"
    /// The account's identifier, such as `ORG-ACCOUNT`.
    public var account: String
    /// The database to attach.
    public var database: String
    /// The warehouse that does the work.
    public var warehouse: String
    /// The user to log in as.
    public var user: String
    /// How the user logs in.
    public var login: Login
    /// How long the step may take in all, 20 s by default.
    public var timeout: Duration? = .seconds(20)

    /// Whether the step runs when the engine wakes.
    public var isEager = false

    /// Names the account, what of it to use, and how to log in.
    public init(account: String, database: String, warehouse: String, user: String, login: Login) {
        self.account = account
        self.database = database
        self.warehouse = warehouse
        self.user = user
        self.login = login
    }

    /// The step's name.
    public var name: String { catalog }
    /// What in a statement calls for the step.
    public var triggers: [BootstrapTrigger] { [.catalog(catalog)] }
    /// `snowflake`.
    public var extensions: [String] { ["snowflake"] }
    /// The password, or the key and its passphrase.
    public var secrets: [ParameterReference] {
        switch login {
        case .password(let reference): [reference]
        case .privateKey(let key, let passphrase): [key] + [passphrase].compactMap(\.self)
        }
    }

    /// Creates the engine's secret and attaches the catalog, which logs in.
    public func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        for statement in statements(with: material) { try connection.execute(statement) }
    }

    /// What `attach` runs.
    package func statements(with material: BootstrapMaterial) -> [SQL] {
        let name = SQL.identifier(catalog)
        return [
            """
            CREATE OR REPLACE TEMPORARY SECRET \(name) (TYPE snowflake, ACCOUNT \(account), USER \(user), \
            DATABASE \(database), WAREHOUSE \(warehouse), \(proof(material)))
            """,
            "ATTACH '' AS \(name) (TYPE snowflake, SECRET \(name), READ_ONLY)",
        ]
    }

    private func proof(_ material: BootstrapMaterial) -> SQL {
        let text = { (reference: ParameterReference) in material.secret(reference)?.reveal() ?? "" }
        switch login {
        case .password(let reference): return "PASSWORD \(text(reference))"
        case .privateKey(let key, let passphrase):
            let proof: SQL = "AUTH_TYPE 'key_pair', PRIVATE_KEY \(text(key))"
            return passphrase.map { proof + ", PRIVATE_KEY_PASSPHRASE \(text($0))" } ?? proof
        }
    }

    /// Undoes what `attach` did.
    public func detach(from connection: borrowing Connection) throws {
        try connection.remove(catalog: catalog, secrets: catalog)
    }
}
