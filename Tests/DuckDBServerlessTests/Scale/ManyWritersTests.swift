import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Many processes that write one DuckLake")
struct ManyWritersTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test("What three processes append at the same time is all there, once", arguments: [1, 500])
    func appends(rows: Int) async throws {
        let lake = try await lake(folder.path("data") + "/")
        try await expectAllAppends(lake, rows: rows)
    }

    @Test("So it is when the data is on S3")
    func appendsOnS3() async throws {
        let aws = try await Moto.shared()
        let bucket = "lake-\(UUID().uuidString.lowercased())"
        try await aws.createBucket(bucket)
        let lake = try await lake("s3://\(bucket)/lake/", on: aws)
        try await expectAllAppends(lake, rows: 500)
        let paths = try await aws.requests().filter { $0.method == "PUT" }.map(\.path)
        #expect(paths.contains { $0.hasPrefix("/\(bucket)/lake/") })
    }

    @Test("Without retries some increments of one row are refused, as conflicts, and none of the others is lost")
    func conflicts() async throws {
        let lake = try await lakeWithCounter()
        let job = LakeWriters.Job(times: 10, Self.increment)
        let outcomes = try await LakeWriters.run([job, job, job], lake.variables)
        #expect(outcomes.flatMap(\.failures) == [])
        #expect(!outcomes.flatMap(\.conflicts).isEmpty, "three processes with ten increments each have to meet")
        #expect(try await lake.sum("n", of: "counter") == Int128(outcomes.map(\.committed).reduce(0, +)))
    }

    @Test("With retries the increments of two processes all count")
    func retries() async throws {
        let lake = try await lakeWithCounter()
        let job = LakeWriters.Job(times: 10, retries: 30, Self.increment)
        let outcomes = try await LakeWriters.run([job, job], lake.variables)
        #expect(outcomes.flatMap(\.failures) == [])
        #expect(outcomes.map(\.committed) == [10, 10])
        #expect(outcomes.map(\.tries).reduce(0, +) > 20, "two processes with ten increments each have to meet")
        #expect(try await lake.sum("n", of: "counter") == 20)
    }

    /// By one, after some work, so that transactions of several processes do overlap.
    private static let increment =
        "UPDATE lake.counter SET n = n + 1 + (SELECT 0 * sum(hash(range) % 3) FROM range(5000000))"

    /// Three processes with ten inserts each; every row is told from all others.
    private func expectAllAppends(_ lake: Lake, rows: Int) async throws {
        try await lake.execute("CREATE TABLE lake.events (writer INTEGER, id BIGINT)")
        let jobs = (1...3).map { writer in
            LakeWriters.Job(
                times: 10,
                """
                INSERT INTO lake.events
                SELECT \(writer), getvariable('run') * \(rows) + range FROM range(\(rows))
                """
            )
        }
        let outcomes = try await LakeWriters.run(jobs, lake.variables)
        #expect(outcomes.flatMap { $0.failures + $0.conflicts } == [])
        #expect(outcomes.map(\.committed) == [10, 10, 10])
        let all = Int64(10 * rows)
        let counts = try await lake.engine.cursor { cursor in
            try cursor.fetchAll(
                "SELECT writer, count(*), count(DISTINCT id), max(id) FROM lake.events GROUP BY writer ORDER BY writer"
            ).map(\.values)
        }
        #expect(
            counts
                == (1...3 as ClosedRange<Int64>).map {
                    [.integer($0), .integer(all), .integer(all), .integer(all - 1)]
                }
        )
    }

    private func lakeWithCounter() async throws -> Lake {
        let lake = try await lake(folder.path("data") + "/")
        try await lake.execute("CREATE TABLE lake.counter AS SELECT 0 AS n")
        return lake
    }

    private func lake(_ dataPath: String, on aws: Moto? = nil) async throws -> Lake {
        try await Lake(dataPath, on: aws)
    }
}

/// A lake with its catalogue in PostgreSQL: an engine of this process, and what others need to write it too.
struct Lake {
    let engine: Engine
    let catalogue: LakeCatalogue
    let variables: [String: String]

    init(_ dataPath: String, on aws: Moto? = nil) async throws {
        catalogue = try await LakeCatalogue.make(on: .shared())
        variables = catalogue.variables(bundle: try await ExtensionBundleFolder.all, dataPath: dataPath, on: aws)
        let password = "/test/lake/password"
        var server = PostgresServer(
            host: catalogue.connection.host,
            database: catalogue.connection.database,
            user: catalogue.connection.user,
            login: .password(ParameterReference(.ssm, password))
        )
        server.port = catalogue.connection.port
        server.tlsMode = "disable"
        var step = DuckLake(metadata: .postgres(server), dataPath: dataPath)
        step.isReadOnly = false
        var steps: [any BootstrapStep] = [step]
        if let aws {
            var s3 = S3Storage(region: aws.region)
            (s3.endpoint, s3.usesTLS) = ("127.0.0.1:\(aws.port)", false)
            steps.append(s3)
        }
        engine = try await Engine.wake(
            .testWithAll(
                steps,
                parameters: [password: catalogue.connection.password],
                credentials: aws?.credentials
            )
        )
    }

    func execute(_ sql: SQL) async throws { try await engine.cursor { _ = try $0.execute(sql) } }

    func sum(_ column: String, of table: String) async throws -> Int128? {
        try await engine.cursor { cursor in
            try cursor.fetchOne(Int128.self, "SELECT sum(\(SQL.identifier(column))) FROM lake.\(SQL.identifier(table))")
        }
    }
}
