import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("The DuckLake step")
struct DuckLakeTests {
    private static let parameter = "/test/lake/password"

    /// A database of its own for the catalogue, and a role that may do everything in it.
    private func server() async throws -> (PostgresServer, password: String) {
        let postgres = try await PostgreSQL.shared()
        let name = "lake_\(UUID().uuidString.prefix(8).lowercased())"
        let password = #"planted-q'uo"te\ $1 -- "# + UUID().uuidString
        try await postgres.createRole(name, password: password)
        try await postgres.run("CREATE DATABASE :\"name\" OWNER :\"name\";", variables: ["name": name])
        var server = PostgresServer(
            host: "127.0.0.1",
            database: name,
            user: name,
            login: .password(ParameterReference(.ssm, Self.parameter))
        )
        server.port = postgres.port
        server.tlsMode = "disable"
        return (server, password)
    }

    private func writable(_ metadata: DuckLake.Metadata, _ dataPath: String) -> DuckLake {
        var lake = DuckLake(metadata: metadata, dataPath: dataPath)
        lake.isReadOnly = false
        return lake
    }

    private func fill(_ lake: DuckLake, password: String = "") async throws {
        let engine = try await Engine.wake(.testWithAll([lake], parameters: [Self.parameter: password]))
        try await engine.cursor { cursor in
            _ = try cursor.execute("CREATE TABLE lake.orders AS SELECT i AS id FROM range(10000) t(i)")
        }
    }

    private func sum(_ engine: Engine) async throws -> Int? {
        try await engine.cursor { try $0.fetchOne(Int.self, "SELECT sum(id) FROM lake.orders") }
    }

    @Test("A lake with its catalogue in a file is made, filled, and read by another engine")
    func file() async throws {
        let folder = try ScratchFolder()
        let metadata = DuckLake.Metadata.file(folder.path("catalogue.ducklake"))
        try await fill(writable(metadata, folder.path("data") + "/"))
        let lake = DuckLake(metadata: metadata, dataPath: folder.path("data") + "/")
        let engine = try await Engine.wake(.testWithAll([lake]))
        #expect(try await sum(engine) == 49_995_000)
        let error = await #expect(throws: DuckDBError.self) {
            try await engine.cursor { try $0.execute("DELETE FROM lake.orders") }
        }
        #expect(error?.message.contains("read-only") == true)
    }

    @Test("A lake with its catalogue in PostgreSQL is made, filled, and read, and no SQL shows the password")
    func postgres() async throws {
        let folder = try ScratchFolder()
        let (server, password) = try await server()
        try await fill(writable(.postgres(server), folder.path("data") + "/"), password: password)
        let lake = DuckLake(metadata: .postgres(server), dataPath: folder.path("data") + "/")
        let engine = try await Engine.wake(.testWithAll([lake], parameters: [Self.parameter: password]))
        #expect(try await sum(engine) == 49_995_000)
        let rows = try await engine.cursor { cursor in
            try cursor.fetchAll("SELECT secret_string FROM duckdb_secrets()")
                + cursor.fetchAll("SELECT path || options::VARCHAR FROM duckdb_databases()")
                + cursor.fetchAll("SELECT value FROM duckdb_settings()")
        }
        #expect(rows.count > 2)
        #expect(!"\(rows)".contains(password))
    }

    @Test("A lake whose data is on S3 is used by a statement that names the lake alone")
    func onS3() async throws {
        let aws = try await Moto.shared()
        try await aws.createBucket("serverless-lake")
        let (server, password) = try await server()
        var s3 = S3Storage(region: aws.region)
        s3.endpoint = "127.0.0.1:\(aws.port)"
        s3.usesTLS = false
        let lake = writable(.postgres(server), "s3://serverless-lake/data/")
        #expect(lake.requirements == ["s3://serverless-lake/data/"])
        let engine = try await Engine.wake(
            .testWithAll([s3, lake], parameters: [Self.parameter: password], credentials: aws.credentials)
        )
        let total = try await engine.cursor { cursor in
            // Which steps a step requires is for the bootstrap to see to; here the test stands in for it.
            try cursor.execute("CREATE TABLE lake.orders AS SELECT i AS id FROM range(10000) t(i)")
            return try cursor.fetchOne(Int.self, "SELECT sum(id) FROM lake.orders")
        }
        #expect(total == 49_995_000)
        #expect(try await aws.requests().contains { $0.method == "PUT" && $0.path.hasPrefix("/serverless-lake/data/") })
    }

    @Test("A lake that is not there is not made by a step that reads")
    func missing() async throws {
        let (server, password) = try await server()
        let lake = DuckLake(metadata: .postgres(server), dataPath: "/tmp/none/")
        let engine = try await Engine.wake(.testWithAll([lake], parameters: [Self.parameter: password]))
        let error = try await #require(throws: BootstrapError.self) {
            try await sum(engine)
        }
        #expect(error.code == .attachFailed)
        #expect(error.remedy.contains("not read-only"))
        var administrator = try await PostgreSQL.shared().administrator
        administrator.database = server.database
        let tables = try await PostgreSQL.shared().run(
            "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'ducklake%';",
            as: administrator
        )
        #expect(tables.first == "0")
    }

    @Test("A wrong password is an authentication failure that shows no password and leaves nothing behind")
    func wrongPassword() async throws {
        let (server, password) = try await server()
        let lake = DuckLake(metadata: .postgres(server), dataPath: "/tmp/none/")
        let engine = try await Engine.wake(.testWithAll([lake], parameters: [Self.parameter: "wrong-\(password)"]))
        let error = try await #require(throws: BootstrapError.self) {
            try await sum(engine)
        }
        #expect(error.code == .authenticationFailed)
        #expect(error.step == "lake")
        #expect(!String(reflecting: error).contains(password))
        let left = try await engine.cursor { try $0.fetchAll("SELECT name FROM duckdb_secrets()") }
        #expect(left.isEmpty)
    }

    @Test("A catalogue's server that is not there is unreachable")
    func unreachable() async throws {
        var (server, password) = try await server()
        server.port = try FreePort.find()
        let lake = DuckLake(metadata: .postgres(server), dataPath: "/tmp/none/")
        let engine = try await Engine.wake(.testWithAll([lake], parameters: [Self.parameter: password]))
        let error = try await #require(throws: BootstrapError.self) {
            try await sum(engine)
        }
        #expect(error.code == .unreachable)
        #expect(error.description.contains("127.0.0.1:\(server.port)"))
    }
}
