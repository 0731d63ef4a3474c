import AWSParameters
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The variables and keys of the steps")
struct StepKeysTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test("A step made from variables is the one made in Swift", arguments: StepSample.all)
    func fromVariables(sample: StepSample) throws {
        #expect(try steps(sample.step, sample.variables) == [AnyHashable(sample.expected)])
    }

    @Test("A step made from the configuration's file is the same", arguments: StepSample.all)
    func fromFile(sample: StepSample) throws {
        #expect(try stepsByFile(sample.step, sample.variables) == [AnyHashable(sample.expected)])
    }

    @Test("Without what may be left out, a step has the defaults of Swift", arguments: StepSample.all)
    func defaults(sample: StepSample) throws {
        let needed = Set(
            sample.required + sample.secrets
                + ["LAKE_HOST", "MOTHERDUCK_PG_REGION"].filter { sample.variables[$0] != nil }
        )
        let made = try #require(try steps(sample.step, sample.variables.filter { needed.contains($0.key) }).first?.base)
        switch made {
        case let mysql as MySQLDatabase:
            let password = StepSample.password
            #expect(mysql == MySQLDatabase(host: "db", database: "shop", user: "reader", password: password))
        case let quack as Quack: #expect(quack == Quack(host: "duck", token: StepSample.password))
        case let file as SQLiteFile: #expect(file.isReadOnly)
        case let lake as DuckLake: #expect(lake.isReadOnly && lake.timeout == .seconds(20))
        case let duck as MotherDuck: #expect(duck == MotherDuck(database: "shop", token: StepSample.password))
        case let s3 as S3Storage: #expect(s3 == S3Storage(region: "eu-central-1"))
        default: break
        }
    }

    @Test("A variable that is needed and not set is named", arguments: StepSample.all)
    func missing(sample: StepSample) throws {
        for name in sample.required {
            var variables = sample.variables
            variables[name] = ""
            let error = try #require(throws: ConfigurationError.self) { try steps(sample.step, variables) }
            #expect(error.code == .missing && error.variable == name)
        }
    }

    @Test("A secret in place of its reference is refused and not repeated", arguments: StepSample.all)
    func plainSecrets(sample: StepSample) throws {
        for name in sample.secrets {
            let variables = sample.variables.merging([name: "planted-secret"]) { $1 }
            let error = try #require(throws: ConfigurationError.self) { try steps(sample.step, variables) }
            #expect(error.code == .invalid && error.variable == name)
            #expect(!"\(error) \(String(reflecting: error))".contains("planted"))
            let inFile = try #require(throws: ConfigurationError.self) { try stepsByFile(sample.step, variables) }
            #expect(inFile.code == .invalid && inFile.variable == key(name))
            #expect(!"\(inFile) \(String(reflecting: inFile))".contains("planted"))
        }
    }

    @Test("The samples set every key of the steps")
    func completeness() {
        let prefixes = ["S3_", "PG_REPLICA_", "SQLITE_", "MYSQL_", "LAKE_", "QUACK_", "MOTHERDUCK_", "SNOWFLAKE_"]
        let keyed = EnvironmentVariable.documented.filter { $0.key != nil }.map(\.name)
        let wanted = Set(keyed.filter { name in prefixes.contains(where: name.hasPrefix) })
        // What excludes another one has a test of its own.
        #expect(wanted.subtracting(StepSample.all.flatMap(\.variables.keys)) == ["SNOWFLAKE_PASSWORD"])
    }

    @Test(
        "What cannot be used is named, and not repeated",
        arguments: [
            ("s3", "S3_CREDENTIALS"), ("sqlite_file", "SQLITE_READ_ONLY"), ("mysql", "MYSQL_PORT"),
            ("mysql", "MYSQL_SSL_MODE"), ("mysql", "MYSQL_TIMEOUT"), ("lake", "LAKE_READ_ONLY"),
            ("lake", "LAKE_TIMEOUT"), ("quack", "QUACK_TLS"), ("motherduck", "MOTHERDUCK_ATTACH_MODE"),
            ("motherduck", "MOTHERDUCK_SAAS_MODE"), ("motherduck", "MOTHERDUCK_PG_REGION"),
            ("snowflake", "SNOWFLAKE_TIMEOUT"),
        ]
    )
    func unusable(step: String, name: String) throws {
        let sample = try #require(StepSample.all.first { $0.step == step })
        let variables = sample.variables.merging([name: "Planted!"]) { $1 }
        let error = try #require(throws: ConfigurationError.self) { try steps(step, variables) }
        #expect(error.code == .invalid && error.variable == name)
        #expect(!error.description.contains("Planted"))
    }

    @Test(
        "S3's credentials come from this package, or from a chain with or without links",
        arguments: [
            ("function", .function), ("chain", .chain(nil)), ("chain:env;config", .chain("env;config")),
            ("chain:", nil), ("function:env", nil), ("Chain", nil),
        ] as [(String, S3Storage.CredentialSource?)]
    )
    func credentials(text: String, source: S3Storage.CredentialSource?) throws {
        let made = try? steps("s3", ["S3_CREDENTIALS": text]).first?.base as? S3Storage
        #expect(made?.credentialSource == source)
    }

    @Test("A login by token needs no password, of the replica and of a lake's catalogue")
    func tokens() throws {
        let region = try AWSRegion("eu-central-1")
        for (step, prefix) in [("pg_replica", "PG_REPLICA"), ("lake", "LAKE")] {
            var variables = StepSample.server(prefix).merging(["LAKE_DATA_PATH": "/data/lake"]) { $1 }
            variables["\(prefix)_PASSWORD"] = nil
            variables["\(prefix)_RDS_TOKEN"] = "on"
            let made = try steps(step, variables).first?.base
            let server = (made as? PostgresReplica)?.server ?? (made as? DuckLake)?.server
            #expect(server?.login == .rdsToken(region: region))
        }
    }

    @Test("Two ways at once are refused: two catalogues of a lake, two logins to Snowflake")
    func exclusive() throws {
        let lake = StepSample.lake.variables.merging(["LAKE_FILE": "/data/lake.ducklake"]) { $1 }
        #expect(throws: ConfigurationError.self) { try steps("lake", lake) }
        var variables = try #require(StepSample.all.last).variables
        variables["SNOWFLAKE_PASSWORD"] = "env:PASSWORD"
        let error = try #require(throws: ConfigurationError.self) { try steps("snowflake", variables) }
        #expect(error.variable == "SNOWFLAKE_PASSWORD")
        variables["SNOWFLAKE_PRIVATE_KEY"] = nil
        let snowflake = try #require(try steps("snowflake", variables).first?.base as? Snowflake)
        #expect(snowflake.login == .password(ParameterReference(.environment, "PASSWORD")))
        variables["SNOWFLAKE_PASSWORD"] = nil
        let missing = try #require(throws: ConfigurationError.self) { try steps("snowflake", variables) }
        #expect(missing.code == .missing && missing.variable == "SNOWFLAKE_PASSWORD")
    }

    @Test("A script and what undoes it come from files", arguments: [false, true])
    func script(byFile: Bool) throws {
        let variables = [
            "BOOTSTRAP_SQL_FILE": try folder.write(Data("ATTACH ':memory:' AS ö;".utf8), as: "up.sql"),
            "BOOTSTRAP_SQL_UNDO_FILE": try folder.write(Data("DETACH ö".utf8), as: "down.sql"),
            "BOOTSTRAP_SQL_TRIGGERS": "sales, my view ,gs://", "BOOTSTRAP_SQL_EXTENSIONS": "inet,s3",
            "BOOTSTRAP_SQL_TIMEOUT": "7",
        ]
        var expected = SQLScript(
            name: "sql",
            triggers: [.catalog("sales"), .catalog("my view"), .scheme("gs://")],
            sql: "ATTACH ':memory:' AS ö;",
            undo: "DETACH ö"
        )
        expected.extensions = ["inet", "httpfs"]
        expected.timeout = .seconds(7)
        let made = try byFile ? stepsByFile("sql", variables) : steps("sql", variables)
        #expect(made == [AnyHashable(expected)])
        for name in ["BOOTSTRAP_SQL_FILE", "BOOTSTRAP_SQL_TRIGGERS"] {
            let error = try #require(throws: ConfigurationError.self) {
                try steps("sql", variables.filter { $0.key != name })
            }
            #expect(error.code == .missing && error.variable == name)
        }
        let extensions = variables.merging(["BOOTSTRAP_SQL_EXTENSIONS": "../planted"]) { $1 }
        #expect(throws: ConfigurationError.self) { try steps("sql", extensions) }
    }

    @Test(
        "A script that cannot be read is named by its variable",
        arguments: ["BOOTSTRAP_SQL_FILE", "BOOTSTRAP_SQL_UNDO_FILE"]
    )
    func unreadableScript(name: String) throws {
        var variables = [
            "BOOTSTRAP_SQL_FILE": try folder.write(Data("SELECT 1".utf8), as: "up.sql"), "BOOTSTRAP_SQL_TRIGGERS": "a",
        ]
        for path in ["/nowhere/planted.sql", folder.path, try folder.write(Data([0xFF]), as: "latin.sql")] {
            variables[name] = path
            let error = try #require(throws: ConfigurationError.self) { try steps("sql", variables) }
            #expect(error.code == .invalid && error.variable == name)
            #expect(!error.description.contains("planted"))
        }
    }

    private func steps(_ step: String, _ variables: [String: String]) throws -> [AnyHashable] {
        let all = variables.merging(["DEFAULT_BOOTSTRAP": step, "AWS_REGION": "eu-central-1"]) { $1 }
        return try EngineConfiguration.environment(FunctionEnvironment(variables: all)).steps.map { AnyHashable($0) }
    }

    /// The same by the keys of a file, numbers as numbers.
    private func stepsByFile(_ step: String, _ variables: [String: String]) throws -> [AnyHashable] {
        var file: [String: Any] = [:]
        for (name, text) in variables {
            let list = text.split(separator: ",").map(String.init)
            let value: Any = Int(text) ?? (list.count > 1 ? list as Any : text)
            file = Self.set(value, at: try #require(key(name)).split(separator: ".")[...], in: file)
        }
        let path = try folder.write(try JSONSerialization.data(withJSONObject: file), as: "\(UUID()).json")
        return try steps(step, ["DUCKDB_CONFIGURATION": path])
    }

    private func key(_ name: String) -> String? { EnvironmentVariable.documented.first { $0.name == name }?.key }

    private static func set(_ value: Any, at key: ArraySlice<Substring>, in object: [String: Any]) -> [String: Any] {
        guard let name = key.first.map(String.init) else { return object }
        var object = object
        let rest = key.dropFirst()
        object[name] = rest.isEmpty ? value : set(value, at: rest, in: object[name] as? [String: Any] ?? [:])
        return object
    }
}

extension DuckLake {
    fileprivate var server: PostgresServer? {
        if case .postgres(let server) = metadata { server } else { nil }
    }
}
