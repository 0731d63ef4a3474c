import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Synchronization
import Testing

@Suite("Credentials that expire in a warm function", .timeLimit(.minutes(2)))
struct ExpiredCredentialsTests {
    /// A role's session, and after it is asked for anew another one.
    private final class Session: AWSCredentialProvider {
        let renewals = Mutex(0)
        private let first: AWSCredentials
        private let later: AWSCredentials

        init(_ aws: Moto) {
            first = Self.credentials(aws.sessionCredentials)
            later = Self.credentials(aws.credentials)
        }

        private static func credentials(_ credentials: Moto.Credentials) -> AWSCredentials {
            AWSCredentials(
                accessKeyID: credentials.accessKeyID,
                secretAccessKey: Secret(credentials.secretAccessKey),
                sessionToken: credentials.sessionToken.map(Secret.init)
            )
        }

        func credentials() async throws -> AWSCredentials { first }

        func freshCredentials() async throws -> AWSCredentials {
            renewals.withLock { $0 += 1 }
            return later
        }
    }

    @Test(
        "S3 answers ExpiredToken: new ones are asked for once, and the statement succeeds",
        arguments: [
            "SELECT count(*) FROM read_parquet('s3://faults-expired/a.parquet')",
            "SELECT count(*) FROM read_parquet('s3://faults-expired/*.parquet')",
            "COPY (SELECT 1 AS i FROM range(100)) TO 's3://faults-expired/b.parquet'",
        ]
    )
    func expired(sql: String) async throws {
        let aws = try await Moto.start()
        try await aws.createBucket("faults-expired")
        let session = Session(aws)
        var step = S3Storage(region: aws.region)
        step.endpoint = "127.0.0.1:\(aws.port)"
        step.usesTLS = false
        var configuration = try await EngineConfiguration.test([step])
        configuration.credentials = session
        let engine = try await Engine.wake(configuration)
        try await engine.cursor { cursor in
            try cursor.execute("COPY (SELECT i FROM range(100) t(i)) TO 's3://faults-expired/a.parquet'")
            _ = try cursor.fetchAll("FROM read_parquet('s3://faults-expired/*.parquet')")
        }
        #expect(session.renewals.withLock { $0 } == 0)

        try await aws.expire(aws.sessionCredentials.accessKeyID)
        let seen = try await aws.requests().count
        let count = try await recovery("expired, \(sql.prefix(46))…") {
            try await engine.cursor { try $0.fetchOne(Int.self, SQL(unsafe: sql)) }
        }
        #expect(count == 100)
        #expect(session.renewals.withLock { $0 } == 1)
        // It was refused for real, as S3 does.
        #expect(try await aws.requests().dropFirst(seen).contains { $0.status == 400 })
        await aws.end()
    }
}
