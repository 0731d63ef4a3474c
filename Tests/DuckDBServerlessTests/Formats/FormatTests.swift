import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

/// Each format written and read back by an engine that has nothing but its bundle.
@Suite("File formats")
struct FormatTests {
    /// A format: the file name's ending, and what COPY and the reader are told.
    struct Format: Sendable, CustomTestStringConvertible {
        let ending: String
        let copy: String
        let reader: String

        var testDescription: String { ending }
    }

    static let formats = [
        Format(ending: "parquet", copy: "(FORMAT parquet)", reader: "read_parquet"),
        Format(ending: "csv", copy: "(FORMAT csv, HEADER)", reader: "read_csv"),
        Format(ending: "json", copy: "(FORMAT json)", reader: "read_json"),
        Format(ending: "xlsx", copy: "(FORMAT xlsx, HEADER true)", reader: "read_xlsx"),
    ]

    private struct Order: Decodable, Sendable, Equatable {
        let id: Int
        let note: String?
        let amount: Double
    }

    private static let orders = [
        Order(id: 1, note: "a, \"b\"; Zürich", amount: 1.5), Order(id: 2, note: nil, amount: -2.25),
    ]

    private func roundTrip(_ format: Format, _ path: String, _ engine: Engine) async throws -> [Order] {
        try await engine.cursor { cursor in
            try cursor.execute(
                """
                COPY (
                    SELECT * FROM (VALUES (1, 'a, "b"; Zürich', 1.5), (2, NULL, -2.25)) AS orders(id, note, amount)
                ) TO \(SQL.literal(path)) \(unsafe: format.copy)
                """
            )
            return try cursor.fetchAll(
                Order.self,
                """
                SELECT id::INTEGER AS id, note, amount::DOUBLE AS amount
                FROM \(unsafe: format.reader)(\(SQL.literal(path))) ORDER BY id
                """
            )
        }
    }

    @Test("Written to a local file and read back", arguments: formats)
    func local(format: Format) async throws {
        let folder = try ScratchFolder()
        var configuration = try await EngineConfiguration.testWithAll([])
        configuration.extensions = [.excel]
        let engine = try await Engine.wake(configuration)
        let path = folder.path("orders.\(format.ending)")
        #expect(try await roundTrip(format, path, engine) == Self.orders)
    }

    @Test("Written to S3 and read back", arguments: formats)
    func onS3(format: Format) async throws {
        let aws = try await Moto.shared()
        let bucket = "serverless-\(format.ending)"
        try await aws.createBucket(bucket)
        var s3 = S3Storage(region: aws.region)
        s3.endpoint = "127.0.0.1:\(aws.port)"
        s3.usesTLS = false
        var configuration = try await EngineConfiguration.testWithAll([s3], credentials: aws.credentials)
        configuration.extensions = [.excel]
        let engine = try await Engine.wake(configuration)
        let path = "s3://\(bucket)/orders.\(format.ending)"
        #expect(try await roundTrip(format, path, engine) == Self.orders)
        #expect(try await aws.requests().contains { $0.path.hasSuffix("/orders.\(format.ending)") })
    }
}
