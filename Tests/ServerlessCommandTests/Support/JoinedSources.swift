import Foundation
import LocalServices

/// A bucket of Moto with a Parquet file, and a database of PostgreSQL to join it with, for one test.
struct JoinedSources {
    /// What the commands are told of them.
    let environment: [String: String]
    /// A query that joins them, with a parameter.
    let query: String
    /// What no output may have.
    let secrets: [String]

    /// Makes and fills them: three results, of which `two` and `three` have ten events of 2 and 3 each.
    ///
    /// - Throws: What a service or the command says.
    init() async throws {
        let (postgres, aws) = (try await PostgreSQL.shared(), try await Moto.shared())
        let name = "command-\(UUID().uuidString.prefix(8).lowercased())"
        let database = try await postgres.createDatabase(name)
        let password = "planted-\(UUID().uuidString)"
        let role = try await postgres.createRole(name, password: password)
        try await postgres.run(
            """
            CREATE TABLE results (id integer PRIMARY KEY, name text);
            INSERT INTO results VALUES (1, 'one'), (2, 'two'), (3, 'three');
            GRANT SELECT ON results TO PUBLIC;
            """,
            as: database
        )
        let folder = try ScratchFolder()
        let file = folder.path("events.parquet")
        let made = try await ServerlessTool.run([
            "query", "COPY (SELECT i % 3 + 1 AS id FROM range(30) t(i)) TO '\(file)' (FORMAT parquet)",
        ])
        guard made.status == 0 else { throw Failure(description: made.errors) }
        try await aws.createBucket(name)
        try await aws.upload(file, bucket: name, key: "events.parquet")
        try await aws.putParameter("/\(name)/password", password)

        query = """
            -- How many events each result has.
            -- @param least INTEGER min=1 -- The least result.
            SELECT r.name, count(*) AS events, sum(e.id)::INTEGER AS total FROM read_parquet('s3://\(name)/*.parquet') AS e
            JOIN pg_replica.results AS r ON r.id = e.id WHERE r.id >= $least GROUP BY r.id, r.name ORDER BY r.id
            """
        environment = [
            "AWS_ENDPOINT_URL": aws.endpoint, "AWS_REGION": aws.region,
            "AWS_ACCESS_KEY_ID": aws.sessionCredentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": aws.sessionCredentials.secretAccessKey,
            "AWS_SESSION_TOKEN": aws.sessionCredentials.sessionToken ?? "", "DEFAULT_BOOTSTRAP": "s3,pg_replica",
            "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path, "PG_REPLICA_HOST": role.host,
            "PG_REPLICA_PORT": "\(role.port)", "PG_REPLICA_DATABASE": name, "PG_REPLICA_USER": role.user,
            "PG_REPLICA_PASSWORD": "ssm:/\(name)/password", "PG_REPLICA_SSLMODE": "disable",
        ]
        secrets = [password, aws.sessionCredentials.secretAccessKey]
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
