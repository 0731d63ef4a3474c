import DemoSupport
import Foundation
import LocalServices

/// Parquet on S3 joined with a PostgreSQL replica whose password is in SSM.
struct ReplicaScenario: DemoScenario {
    private static let bucket = "agent-events"
    private static let parameter = "/demo/replica/password"
    private static let results = 100_000

    let configuration: RuntimeInterfaceEmulator.Configuration
    private let postgres: PostgreSQL
    private let aws: Moto

    init(seed: Int) async throws {
        say("Baking httpfs, postgres_scanner and aws into a bundle …")
        say(try await ExtensionBundleFolder.report)
        say("Starting PostgreSQL, S3 and SSM on free ports of 127.0.0.1 …")
        async let postgresStart = PostgreSQL.start()
        async let awsStart = Moto.start()
        postgres = try await postgresStart
        aws = try await awsStart

        say("Seeding \(Self.results) rows of agent_results and \(AgentEvents.rows) events (seed \(seed)) …")
        let password = #"it's a "pass\word"; costs $1 "# + UUID().uuidString
        try await postgres.seedAgentResults(rows: Self.results, seed: seed)
        let reader = try await postgres.createRole("agent_reader", password: password)
        try await aws.putParameter(Self.parameter, password)
        try await aws.createBucket(Self.bucket)
        try await aws.upload(
            AgentEvents(seed: seed, results: Self.results).path,
            bucket: Self.bucket,
            key: "events.parquet"
        )
        configuration = Self.configuration(reader, aws, bundle: try await ExtensionBundleFolder.path)
    }

    func end() async {
        await postgres.end()
        await aws.end()
    }

    private static func configuration(
        _ reader: PostgreSQL.Connection,
        _ aws: Moto,
        bundle: String
    ) -> RuntimeInterfaceEmulator.Configuration {
        var configuration = RuntimeInterfaceEmulator.Configuration()
        configuration.region = aws.region
        configuration.credentials = aws.credentials
        configuration.environment = [
            "AWS_ENDPOINT_URL": aws.endpoint,
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "DEFAULT_BOOTSTRAP": "s3,pg_replica",
            "DUCKDB_EXTENSION_DIRECTORY": bundle,
            "DUCKDB_QUERY_DIRECTORY": Paths.queries,
            "PG_REPLICA_HOST": reader.host,
            "PG_REPLICA_PORT": String(reader.port),
            "PG_REPLICA_DATABASE": reader.database,
            "PG_REPLICA_USER": reader.user,
            "PG_REPLICA_PASSWORD": "ssm:\(parameter)",
            // The throwaway server has no certificate.
            "PG_REPLICA_SSLMODE": "disable",
        ]
        return configuration
    }
}
