import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Files that are a query's parameter")
struct FilesParameterTests {
    private static let files = "s3://files-parameter/*.parquet"
    private static let header = "-- @param files VARCHAR default=\(files) values=\(files)\n"

    @Test("A pattern that is a parameter is listed once a request, one in the statement twice")
    func listings() async throws {
        let aws = try await Moto.shared()
        let served = try await served(aws)
        for (query, count) in [("declared", 1), ("written", 2)] {
            // The first request attaches S3.
            for _ in 0..<2 { #expect(try await served.answer(#"{"query": "\#(query)"}"#) == #"[{"rows":3}]"#) }
            let before = try await listings(aws)
            #expect(try await served.answer(#"{"query": "\#(query)"}"#) == #"[{"rows":3}]"#)
            #expect(try await listings(aws) - before == count)
        }
    }

    @Test("Nobody can ask for other files than those that the header lists")
    func others() async throws {
        let served = try await served(Moto.shared())
        let event = #"{"query": "declared", "parameters": {"files": "s3://secrets/*.parquet"}}"#
        let error = await #expect(throws: QueryRequestError.self) { try await served.answer(event) }
        #expect(error?.field == "files")
    }

    private func served(_ aws: Moto) async throws -> ServedQueries {
        let scratch = try ScratchFolder()
        let path = scratch.path("three.parquet")
        try await Database.open().withConnection { connection in
            try connection.execute("COPY (FROM range(3)) TO \(unsafe: "'\(path)'") (FORMAT parquet)")
        }
        try await aws.createBucket("files-parameter")
        try await aws.upload(path, bucket: "files-parameter", key: "three.parquet")
        let environment = FunctionEnvironment(variables: try await aws.s3Variables)
        return try ServedQueries(
            [
                "declared": Self.header + "SELECT count(*) AS rows FROM read_parquet($files)",
                "written": "SELECT count(*) AS rows FROM read_parquet('\(Self.files)')",
            ],
            configuration: try .environment(environment)
        )
    }

    private func listings(_ aws: Moto) async throws -> Int {
        try await aws.requests().count {
            $0.method == "GET" && $0.path.hasPrefix("/files-parameter") && !$0.path.contains(".parquet")
        }
    }
}
