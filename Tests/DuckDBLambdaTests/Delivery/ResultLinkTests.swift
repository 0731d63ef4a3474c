import AWSParameters
import DuckDBLambda
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Results as files on S3, with a link")
struct ResultLinkTests {
    private static let query =
        "-- @param most INTEGER default=1000\nSELECT i, 'a' || i AS name FROM range($most) t(i); -- all\n"

    private func served(_ location: String = "s3://results/of/queries/") async throws -> ServedQueries {
        let aws = try await Moto.shared()
        try await aws.createBucket("results")
        let environment = FunctionEnvironment(variables: try await aws.s3Variables)
        let configuration = try EngineConfiguration.environment(environment)
        return try ServedQueries(
            ["rows": Self.query, "described": "DESCRIBE SELECT 1 AS a", "job": "-- @job\nSELECT 1"],
            configuration: configuration
        ) {
            $0.resultLocation = ResultLocation(location)
        }
    }

    private struct Link: Decodable {
        let url: String
        let location: String
        let expires: String
        let rowCount: Int
    }

    private func link(_ text: String) throws -> Link {
        try JSONDecoder().decode(Link.self, from: Data(text.utf8))
    }

    private func get(_ url: String) async throws -> HTTP.Response {
        let url = try #require(URL(string: url))
        return try await HTTP.get(port: try #require(url.port), path: "\(url.path)?\(url.query ?? "")")
    }

    @Test("The link gives the rows, without credentials")
    func link() async throws {
        let served = try await served()
        let link = try link(
            try await served.answer(
                #"{"query": "rows", "parameters": {"most": 3}, "format": "csv", "delivery": "link"}"#
            )
        )
        #expect(link.location == "s3://results/of/queries/11111111-2222.csv")
        #expect(link.rowCount == 3)
        let file = try await get(link.url)
        #expect(file.status == 200)
        #expect(String(decoding: file.body, as: UTF8.self) == "i,name\n0,a0\n1,a1\n2,a2\n")
        // It is a link to this object alone.
        let forged = link.url.replacing("of/queries/11111111-2222", with: "of/queries/other")
        #expect(try await get(forged).status != 200)
    }

    @Test("Over HTTP too, as Parquet that is Parquet")
    func overHTTP() async throws {
        let served = try await served()
        let answer = try await served.request("POST", "/links/rows.parquet", body: "{}")
        #expect(answer.status == 200)
        #expect(answer.headers["cache-control"] == "no-store")
        let link = try link(answer.text)
        #expect(link.rowCount == 1000)
        #expect(try await get(link.url).body.starts(with: Data("PAR1".utf8)))
        let columns = try await served.request("POST", "/links/rows.columns", body: "{}")
        #expect(columns.status == 406)
        #expect(try await served.request("GET", "/links/rows").status == 405)
    }

    @Test("Of whatever is a query, but of no job")
    func kinds() async throws {
        let served = try await served()
        #expect(try await served.request("POST", "/links/described.csv", body: "{}").status == 200)
        #expect(try await served.request("POST", "/links/job.csv", body: "{}").status == 403)
    }

    @Test("A bucket that is not there is the answer's error")
    func noBucket() async throws {
        let served = try await served("s3://no-such-bucket-for-results/")
        let answer = try await served.request("POST", "/links/rows.csv", body: "{}")
        #expect(answer.status == 502)
    }

    @Test("Where no location is configured, the request is refused with the variable's name")
    func notConfigured() async throws {
        let served = try ServedQueries(["rows": Self.query])
        let answer = try await served.request("POST", "/links/rows.csv", body: "{}")
        #expect(answer.status == 403)
        #expect(answer.failure.message.contains("DUCKDB_RESULT_LOCATION"))
    }

    @Test("A location without the step that writes to it is a fault of the configuration")
    func noStep() throws {
        #expect(throws: ConfigurationError.self) {
            try ServedQueries(["rows": Self.query]) { $0.resultLocation = ResultLocation("s3://bucket/") }
        }
    }

    @Test(
        "Locations are buckets with a prefix, and nothing that a URL would have to encode",
        arguments: [
            ("s3://bucket", ""), ("s3://bucket/", ""), ("s3://bucket/a/b", "a/b/"), ("s3://bucket/a//b/", "a/b/"),
        ]
    )
    func locations(text: String, prefix: String) {
        #expect(ResultLocation(text)?.prefix == prefix)
        for wrong in ["bucket", "s3://", "https://bucket/", "s3://bucket/../x", "s3://bucket/a?b", "s3://b'/"] {
            #expect(ResultLocation(wrong) == nil)
        }
    }
}
