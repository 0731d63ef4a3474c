import AWSParameters
import DuckDBClient
import DuckDBServerless
import Testing

/// There is neither an account nor a build of the extension here.
@Suite("The Snowflake step")
struct SnowflakeTests {
    private static let password = ParameterReference(.ssm, "/snowflake/password")
    private static let key = ParameterReference(.ssm, "/snowflake/key")
    private static let material = BootstrapMaterial(
        secrets: [password: Secret("planted-password"), key: Secret("planted-key")],
        credentials: nil
    )

    @Test(
        "Every value of the secret is bound, and what the step says parses",
        arguments: [
            (Snowflake.Login.password(password), "planted-password"),
            (.privateKey(key, passphrase: password), "planted-key"),
        ]
    )
    func statements(login: Snowflake.Login, secret: String) async throws {
        let step = Snowflake(account: "ORG-ME", database: "SALES", warehouse: "WH", user: "READER", login: login)
        let statements = step.statements(with: Self.material)
        let script = statements.map(\.text).joined(separator: ";")
        #expect(!script.contains("planted"))
        #expect(!script.contains("SALES"))
        #expect(statements.first?.values.contains(.text(secret)) == true)
        let parsed = try await Database.open().withConnection { connection in
            try connection.extractStatements(SQL(unsafe: script)).count
        }
        #expect(parsed == 2)
        #expect(Set(step.secrets).isSubset(of: [Self.password, Self.key]))
    }
}
