import AWSParameters
import Configuration
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The configuration's file and readers")
struct ConfigurationFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let file = """
        {
          "default": {"bootstrap": ["s3", "pg_replica:eager"]},
          "duckdb": {"threads": 3, "memoryLimit": 300, "extensions": "inet,json", "tempDirectory": null},
          "pg": {"replica": {
            "host": "db", "port": 6432, "database": "app", "user": "reader", "password": "ssm:/prod/password",
            "connectTimeout": 7
          }}
        }
        """

    @Test("A file alone configures an engine")
    func fileAlone() throws {
        let configuration = try configuration(Self.file, ["AWS_REGION": "eu-central-1"])
        #expect(configuration.threads == 3 && configuration.memoryLimit == 300)
        #expect(configuration.temporaryDirectory == "/tmp/duckdb")
        #expect(configuration.extensions.map(\.text) == ["inet", "json"])
        #expect(configuration.steps.map(\.name) == ["s3", "pg_replica"])
        #expect(configuration.steps.map(\.isEager) == [false, true])
        let replica = try #require(configuration.steps.last as? PostgresReplica)
        #expect(replica.host == "db" && replica.port == 6432 && replica.connectTimeout == 7)
        #expect(replica.password == ParameterReference(.ssm, "/prod/password"))
    }

    @Test("A variable goes before the file, unless it is empty")
    func environmentWins() throws {
        let variables = [
            "AWS_REGION": "eu-central-1", "DUCKDB_THREADS": "5", "PG_REPLICA_HOST": "other", "PG_REPLICA_PORT": "",
            "DEFAULT_BOOTSTRAP": "pg_replica",
        ]
        let configuration = try configuration(Self.file, variables)
        #expect(configuration.threads == 5 && configuration.memoryLimit == 300)
        let replica = try #require(configuration.steps.first as? PostgresReplica)
        #expect(configuration.steps.count == 1 && !replica.isEager)
        #expect(replica.host == "other" && replica.port == 6432)
    }

    @Test(
        "What is wrong is named as it is spelled in the file, and its value is not repeated",
        arguments: [
            (#"{"duckdb": {"extensionDirectory": 31337}}"#, "duckdb.extensionDirectory"),
            (#"{"duckdb": {"extensionDirectory": ["31337"]}}"#, "duckdb.extensionDirectory"),
            (#"{"duckdb": {"threads": "31337"}}"#, "duckdb.threads"),
            (#"{"duckdb": {"threads": 31337}}"#, "duckdb.threads"),
            (#"{"duckdb": {"threads": 1.31337}}"#, "duckdb.threads"),
            (#"{"duckdb": {"threads": true}}"#, "duckdb.threads"),
            (#"{"duckdb": {"extensions": [31337]}}"#, "duckdb.extensions"),
            (#"{"duckdb": {"extensions": ["json", {"31337": 1}]}}"#, "duckdb.extensions"),
            (#"{"duckdb": {"extensionTrust": "31337"}}"#, "duckdb.extensionTrust"),
            (#"{"duckdb": {"thread": 31337}}"#, "duckdb.thread"),
            (#"{"threads": 31337}"#, "threads"),
            (#"{"default": {"bootstrap": ["31337"]}}"#, "default.bootstrap"),
            (#"{"default": {"bootstrap": "s3:31337"}}"#, "default.bootstrap"),
            (
                #"{"default": {"bootstrap": "pg_replica"}, "pg": {"replica": {"host": "h", "database": "d", "user": "u", "#
                    + #""password": "planted-31337"}}}"#, "pg.replica.password"
            ),
        ]
    )
    func namesKeys(file: String, key: String) throws {
        let error = try failure(file, ["AWS_REGION": "eu-central-1"])
        #expect(error.code == .invalid)
        #expect(error.variable == key)
        #expect(error.description.contains("configuration's key \(key)"))
        #expect(!error.description.contains("31337"))
    }

    @Test("Where the variable goes before the file, it is the variable that is named")
    func namesVariables() throws {
        #expect(try failure(Self.file, ["DUCKDB_THREADS": "many"]).variable == "DUCKDB_THREADS")
        #expect(try failure(Self.file, ["DEFAULT_BOOTSTRAP": "none, s3"]).variable == "DEFAULT_BOOTSTRAP")
        // Nobody has set it: the name that is most often used.
        let missing = try failure(#"{"default": {"bootstrap": "pg_replica"}}"#, [:])
        #expect(missing.code == .missing && missing.variable.hasPrefix("PG_REPLICA_"))
    }

    @Test(
        "A file that is no JSON object is named with its path, and not what is in it",
        arguments: ["", "{", "[31337]", "31337", #"{"duckdb": 31337"#, "threads: 31337"]
    )
    func malformed(file: String) throws {
        let error = try failure(file, [:])
        #expect(error.code == .invalid && error.variable == "DUCKDB_CONFIGURATION")
        #expect(error.description.contains(folder.path("file.json")))
        #expect(!error.description.contains("31337"))
    }

    @Test("A file that is not there is an error with its path, also for the resources alone")
    func missing() throws {
        let environment = FunctionEnvironment(variables: ["DUCKDB_CONFIGURATION": "/nowhere/file.json"])
        let error = try #require(throws: ConfigurationError.self) { try EngineConfiguration.environment(environment) }
        #expect(error.variable == "DUCKDB_CONFIGURATION")
        #expect(error.description.contains("/nowhere/file.json cannot be read"))
        #expect(throws: ConfigurationError.self) { try Resources(environment) }
    }

    @Test("Resources tell of a value of the file by its key")
    func reasons() throws {
        let variables = ["DUCKDB_CONFIGURATION": try write(Self.file), "DUCKDB_THREADS": "5"]
        let resources = try Resources(FunctionEnvironment(variables: variables), machine: .some())
        #expect(resources.memoryLimit == Setting(300, "duckdb.memoryLimit says so", isChosen: true))
        #expect(resources.threads == Setting(5, "DUCKDB_THREADS says so", isChosen: true))
    }

    @Test("Any reader of swift-configuration will do, and its providers decide what goes first")
    func reader() throws {
        let reader = ConfigReader(providers: [
            InMemoryProvider(values: ["duckdb.threads": 2, "default.bootstrap": "s3:eager", "s3.scope": "s3://a"]),
            EnvironmentVariablesProvider(environmentVariables: ["DUCKDB_THREADS": "9", "DUCKDB_MEMORY_LIMIT": "400"]),
        ])
        // What the process has set counts for the platform and AWS alone.
        let environment = FunctionEnvironment(variables: ["AWS_REGION": "eu-west-1", "DUCKDB_EXTENSIONS": "spatial"])
        let configuration = try EngineConfiguration(reader: reader, environment: environment)
        #expect(configuration.threads == 2 && configuration.memoryLimit == 400)
        #expect(configuration.extensions.isEmpty)
        let step = try #require(configuration.steps.first as? S3Storage)
        #expect(step.region == "eu-west-1" && step.scope == "s3://a" && step.isEager)
    }

    @Test("Every key gives its variable's name by swift-configuration's rule")
    func keys() throws {
        let keyed = EnvironmentVariable.documented.filter { $0.key != nil }
        #expect(keyed.count > 20)
        for variable in keyed {
            let provider = EnvironmentVariablesProvider(environmentVariables: [variable.name: "x"])
            let key = try #require(variable.key)
            #expect(ConfigReader(provider: provider).string(forKey: ConfigKey(key)) == "x", "\(key)")
        }
        #expect(Set(keyed.map(\.key)).count == keyed.count)
    }

    private func write(_ text: String) throws -> String {
        try folder.write(Data(text.utf8), as: "file.json")
    }

    private func configuration(_ file: String, _ variables: [String: String]) throws -> EngineConfiguration {
        let all = variables.merging(["DUCKDB_CONFIGURATION": try write(file)]) { $1 }
        return try .environment(FunctionEnvironment(variables: all))
    }

    private func failure(_ file: String, _ variables: [String: String]) throws -> ConfigurationError {
        try #require(throws: ConfigurationError.self) { try configuration(file, variables) }
    }
}
