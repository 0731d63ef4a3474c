import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Synchronization
import Testing

@Suite("The S3 step")
struct S3StorageTests {
    private func engine(_ change: (inout S3Storage) -> Void = { _ in }) async throws -> (Engine, Moto) {
        let aws = try await Moto.shared()
        var step = S3Storage(region: aws.region)
        step.endpoint = "127.0.0.1:\(aws.port)"
        step.usesTLS = false
        change(&step)
        return (try await Engine.wake(.test([step], credentials: aws.credentials)), aws)
    }

    @Test("Parquet is written to and read from a bucket, by a path in the text or in a parameter")
    func readsAndWrites() async throws {
        let (engine, aws) = try await engine()
        try await aws.createBucket("serverless-reads")
        let sum = try await engine.cursor { cursor in
            try cursor.execute("COPY (SELECT i FROM range(100) t(i)) TO 's3://serverless-reads/a.parquet'")
            return try cursor.fetchOne(Int.self, "SELECT sum(i) FROM read_parquet('s3://serverless-reads/*.parquet')")
        }
        #expect(sum == 4950)
        // A fresh engine: only the parameter says that S3 is needed.
        let (fresh, _) = try await self.engine()
        let count = try await fresh.cursor { cursor in
            try cursor.fetchOne(Int.self, "SELECT count(*) FROM read_parquet($1)", ["s3://serverless-reads/a.parquet"])
        }
        #expect(count == 100)
    }

    @Test("A bucket that is not there is an error that names the path and shows no key")
    func missingBucket() async throws {
        let (engine, aws) = try await engine()
        let error = try await #require(throws: DuckDBError.self) {
            try await engine.cursor { try $0.fetchAll("FROM read_parquet('s3://no-such-bucket-here/a.parquet')") }
        }
        #expect(error.code == .http)
        #expect(error.description.contains("s3://no-such-bucket-here/a.parquet"))
        #expect(error.description.contains("404"))
        #expect(!String(reflecting: error).contains(aws.credentials.secretAccessKey))
    }

    @Test("No SQL can read the credentials back")
    func hidesCredentials() async throws {
        let (engine, aws) = try await engine()
        let rows = try await engine.cursor { cursor in
            try cursor.bootstrap(for: "s3://")
            return try cursor.fetchAll("SELECT secret_string FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT value FROM duckdb_settings()")
        }
        #expect(rows.count > 1)
        #expect(!"\(rows)".contains(aws.credentials.secretAccessKey))
    }

    @Test("Credentials that S3 refuses are asked for anew, and the query succeeds")
    func renewedCredentials() async throws {
        let (engine, aws) = try await engine()
        try await aws.createBucket("serverless-renewed")
        try await engine.cursor { cursor in
            try cursor.execute("COPY (SELECT 42 AS i) TO 's3://serverless-renewed/a.parquet'")
        }
        var step = S3Storage(region: aws.region)
        step.endpoint = "127.0.0.1:\(aws.port)"
        step.usesTLS = false
        let renewed = RenewedCredentials(aws.credentials)
        var configuration = try await EngineConfiguration.test([step])
        configuration.credentials = renewed
        let other = try await Engine.wake(configuration)
        let value = try await other.cursor { try $0.fetchOne(Int.self, "FROM 's3://serverless-renewed/a.parquet'") }
        #expect(value == 42)
        #expect(renewed.renewals.withLock { $0 } == 1)
    }

    @Test(
        "A statement whose own text looks like a refusal has no credentials asked for anew",
        arguments: ["SELECT error('ExpiredToken')", "SELECT 'InvalidAccessKeyId'::INTEGER", "SELEC ExpiredToken"]
    )
    func forgedRefusal(sql: String) async throws {
        let aws = try await Moto.shared()
        let credentials = RenewedCredentials(aws.credentials)
        var configuration = try await EngineConfiguration.test([S3Storage(region: aws.region)])
        configuration.credentials = credentials
        let engine = try await Engine.wake(configuration)
        await #expect(throws: DuckDBError.self) {
            try await engine.cursor { cursor in
                try cursor.bootstrap(for: "s3://")
                _ = try cursor.fetchAll(SQL(unsafe: sql))
            }
        }
        #expect(credentials.renewals.withLock { $0 } == 0)
    }

    @Test("The engine's own chain finds credentials that the function was not given")
    func chain() async throws {
        let aws = try await Moto.shared()
        try await aws.createBucket("serverless-chain")
        let scratch = try ScratchFolder()
        let profile = """
            [default]
            aws_access_key_id = \(aws.credentials.accessKeyID)
            aws_secret_access_key = \(aws.credentials.secretAccessKey)
            """
        let variable = "AWS_SHARED_CREDENTIALS_FILE"
        setenv(variable, try scratch.write(Data(profile.utf8), as: "credentials"), 1)
        defer { unsetenv(variable) }
        let (engine, _) = try await engine { $0.credentialSource = .chain("config") }
        let value = try await engine.cursor { cursor in
            try cursor.execute("COPY (SELECT 42 AS i) TO 's3://serverless-chain/a.parquet'")
            return try cursor.fetchOne(Int.self, "FROM 's3://serverless-chain/a.parquet'")
        }
        #expect(value == 42)
        let secrets = try await engine.cursor {
            try $0.fetchAll("SELECT provider, secret_string FROM duckdb_secrets()")
        }
        #expect("\(secrets)".contains("credential_chain"))
        #expect(!"\(secrets)".contains(aws.credentials.secretAccessKey))
    }

    @Test("A chain that finds nothing says so before any request")
    func emptyChain() async throws {
        let (engine, _) = try await engine { $0.credentialSource = .chain("env") }
        let error = try await #require(throws: BootstrapError.self) {
            try await engine.cursor { try $0.fetchAll("FROM 's3://serverless-chain/a.parquet'") }
        }
        #expect(error.code == .secretUnavailable)
        #expect(error.remedy.contains("chain"))
    }

    /// Credentials that no service knows, until others are asked for.
    private final class RenewedCredentials: AWSCredentialProvider {
        let renewals = Mutex(0)
        private let good: AWSCredentials

        init(_ good: Moto.Credentials) {
            self.good = AWSCredentials(
                accessKeyID: good.accessKeyID,
                secretAccessKey: Secret(good.secretAccessKey)
            )
        }

        func credentials() async throws -> AWSCredentials {
            if renewals.withLock({ $0 }) > 0 { return good }
            return AWSCredentials(accessKeyID: "AKIAGONE000000000000", secretAccessKey: Secret("gone"))
        }

        func freshCredentials() async throws -> AWSCredentials {
            renewals.withLock { $0 += 1 }
            return good
        }
    }
}
