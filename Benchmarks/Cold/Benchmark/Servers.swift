import DemoSupport
import DuckDBServerless
import Foundation
import LocalServices

/// The data's servers: S3, SSM and PostgreSQL, a mirror of the extensions, and the file that is on S3 and beside the function.
struct Servers {
    private static let bucket = "agent-events"
    private static let parameter = "/cold/replica/password"
    private static let results = 100_000

    let aws: Moto
    let reader: PostgreSQL.Connection
    let bundle: ExtensionBundle
    /// A folder for each scenario, with its query: a function of its own.
    let queries: String
    /// The same with their parameters declared.
    let declaredQueries: String
    let scenarios: [Scenario]
    /// Where `INSTALL` finds the extensions.
    let mirror: FileServer
    private let postgres: PostgreSQL
    private let scratch: ScratchFolder

    init(bundle: String) async throws {
        self.bundle = try ExtensionBundle(directory: bundle)
        scratch = try ScratchFolder()
        async let postgresStart = PostgreSQL.start()
        async let awsStart = Moto.start()
        postgres = try await postgresStart
        aws = try await awsStart
        mirror = try await FileServer()

        let password = "planted " + UUID().uuidString
        let events = try AgentEvents(seed: 1, results: Self.results).path
        try await postgres.seedAgentResults(rows: Self.results, seed: 1)
        reader = try await postgres.createRole("agent_reader", password: password)
        try await aws.putParameter(Self.parameter, password)
        try await aws.createBucket(Self.bucket)
        try await aws.upload(events, bucket: Self.bucket, key: "events.parquet")

        scenarios = Scenario.all(file: events, bucket: Self.bucket)
        queries = scratch.path("queries")
        declaredQueries = scratch.path("declared-queries")
        for (folder, text) in [(queries, \Scenario.sql), (declaredQueries, \.declared)] {
            for scenario in scenarios {
                let folder = "\(folder)/\(scenario.name)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(scenario[keyPath: text].utf8).write(to: URL(filePath: "\(folder)/\(scenario.name).sql"))
            }
        }
        try await fillMirror()
    }

    func end() async {
        await postgres.end()
        await aws.end()
    }

    /// The variables that every peer has; `AWS_…` credentials are the emulator's to set.
    func environment(_ scenario: Scenario) -> [String: String] {
        [
            "AWS_ENDPOINT_URL": aws.endpoint,
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "DEFAULT_BOOTSTRAP": scenario.steps,
            "DUCKDB_EXTENSION_DIRECTORY": bundle.directory,
            "DUCKDB_QUERY_DIRECTORY": "\(queries)/\(scenario.name)",
            "LD_LIBRARY_PATH": "",
            "PG_REPLICA_HOST": reader.host,
            "PG_REPLICA_PORT": String(reader.port),
            "PG_REPLICA_DATABASE": reader.database,
            "PG_REPLICA_USER": reader.user,
            "PG_REPLICA_PASSWORD": "ssm:\(Self.parameter)",
            // The throwaway server has no certificate.
            "PG_REPLICA_SSLMODE": "disable",
        ]
    }

    /// As an extension repository has them: compressed.
    private func fillMirror() async throws {
        let packer = try await GuardedProcess(name: "gzip")
        for file in try FileManager.default.subpathsOfDirectory(atPath: bundle.directory)
        where file.hasSuffix(".duckdb_extension") {
            let packed = scratch.path("packed.gz")
            try await packer.run([
                "sh", "-c", "gzip -9 -c \(shellQuoted("\(bundle.directory)/\(file)")) > \(shellQuoted(packed))",
            ])
            mirror.answer("/\(file).gz", .file(try Data(contentsOf: URL(filePath: packed))))
        }
        await packer.end()
    }
}
