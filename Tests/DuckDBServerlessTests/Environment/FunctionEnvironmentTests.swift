import AWSParameters
import DuckDBServerless
import Foundation
import Testing

@Suite("The function's environment")
struct FunctionEnvironmentTests {
    private static let replica = [
        "DEFAULT_BOOTSTRAP": "pg_replica", "PG_REPLICA_HOST": "db", "PG_REPLICA_DATABASE": "app",
        "PG_REPLICA_USER": "reader", "PG_REPLICA_PASSWORD": "ssm:/prod/password",
    ]

    @Test(
        "A missing or unusable variable is named, and its value is not repeated",
        arguments: [
            ("PG_REPLICA_HOST", ""), ("PG_REPLICA_PASSWORD", "hunter2"), ("PG_REPLICA_PASSWORD", "ssm:"),
            ("PG_REPLICA_PORT", "hunter2"), ("PG_REPLICA_PORT", "0"), ("PG_REPLICA_SSLMODE", "hunter2"),
            ("PG_REPLICA_CONNECT_TIMEOUT", "1"), ("PG_REPLICA_STATEMENT_TIMEOUT", "-1"),
            ("DEFAULT_BOOTSTRAP", "hunter2"), ("DEFAULT_BOOTSTRAP", "s3 pg_replica"),
            ("DEFAULT_BOOTSTRAP", "pg_replica:"), ("DEFAULT_BOOTSTRAP", "pg_replica:eager:eager"),
            ("DEFAULT_BOOTSTRAP", ":eager"), ("DUCKDB_THREADS", "many"),
            ("DUCKDB_MEMORY_LIMIT", "1GB"), ("DUCKDB_MAX_TEMP_DIRECTORY_SIZE", "-1"),
            ("AWS_LAMBDA_MAX_CONCURRENCY", "0"), ("DUCKDB_EXTENSION_TRUST", "hunter2"),
            ("DUCKDB_EXTENSION_INSTALL", "hunter2"),
            ("DUCKDB_EXTENSIONS", "../hunter2"),
        ]
    )
    func namesWhatIsWrong(variable: String, value: String) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try configuration(Self.replica.merging([variable: value]) { $1 })
        }
        #expect(error.variable == variable)
        #expect(error.description.contains(variable))
        #expect(!error.description.contains("hunter2"))
    }

    @Test("No printed form of a configuration shows a variable's value")
    func redacts() throws {
        let variables = [
            "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_ACCESS_KEY_ID": "hunter2", "AWS_REGION": "eu-central-1",
        ]
        let configuration = try configuration(variables)
        var forms = "\(configuration) \(String(reflecting: configuration)) \(configuration.environment)"
        dump(configuration, to: &forms)
        #expect(forms.contains("3 variables") && !forms.contains("hunter2"))
    }

    @Test("Steps come in the order they are listed, with their settings")
    func steps() throws {
        let configuration = try configuration(
            Self.replica.merging([
                "DEFAULT_BOOTSTRAP": " s3, pg_replica ", "AWS_REGION": "eu-central-1",
                "AWS_ENDPOINT_URL": "http://127.0.0.1:9000", "PG_REPLICA_PORT": "6432",
            ]) { $1 }
        )
        let s3 = try #require(configuration.steps.first as? S3Storage)
        #expect(s3.region == "eu-central-1")
        #expect(s3.endpoint == "127.0.0.1:9000")
        #expect(!s3.usesTLS)
        let replica = try #require(configuration.steps.last as? PostgresReplica)
        #expect(replica.port == 6432)
        #expect(replica.tlsMode == "require")
        #expect(replica.password == ParameterReference(.ssm, "/prod/password"))
    }

    @Test("A step runs at the wake when its name says so")
    func eagerSteps() throws {
        let variables = ["DEFAULT_BOOTSTRAP": "duckdb_file : eager,pg_replica", "DUCKDB_FILE": "/data.duckdb"]
        let configuration = try configuration(Self.replica.merging(variables) { $1 })
        #expect(configuration.steps.map(\.name) == ["duckdb_file", "pg_replica"])
        #expect(configuration.steps.map(\.isEager) == [true, false])
    }

    @Test("Extensions are given by name or alias, and a policy by its name")
    func extensions() throws {
        let configuration = try configuration([
            "DUCKDB_EXTENSIONS": " s3, Postgres,inet ", "DUCKDB_EXTENSION_TRUST": "signature",
        ])
        #expect(configuration.extensions == [.httpfs, .postgresScanner, try ExtensionName("inet")])
        #expect(configuration.trust == .signature)
        #expect(try self.configuration([:]).trust == .manifest)
    }

    @Test("Nothing is installed in a deployed function or container, unless it is asked for")
    func installs() throws {
        #expect(try configuration([:]).installsMissing)
        #expect(try !configuration(["DUCKDB_EXTENSION_INSTALL": "off"]).installsMissing)
        for variable in ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API", "K_SERVICE", "KUBERNETES_SERVICE_HOST"] {
            #expect(try !configuration([variable: "x"]).installsMissing)
            #expect(try configuration([variable: "x", "DUCKDB_EXTENSION_INSTALL": "on"]).installsMissing)
        }
        #expect(try configuration(["DUCKDB_EXTENSION_REPOSITORY": "/mirror"]).installRepository == "/mirror")
    }

    @Test("The documentation's table lists every variable, with its default, and no other")
    func documentationTable() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/environment.md")
        let table = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| `") }.map(String.init)
        let expected = EnvironmentVariable.documented.map { variable in
            let key = variable.key.map { "`\($0)`" } ?? "—"
            return "| `\(variable.name)` | \(key) | \(variable.defaultValue ?? "—") | \(variable.summary) |"
        }
        #expect(table == expected)
    }

    private func configuration(_ variables: [String: String]) throws -> EngineConfiguration {
        try .environment(FunctionEnvironment(variables: variables))
    }
}
