import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("What the documentation of cursor, session and DuckDB says")
struct DatabasesDocumentationTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: checkout.appending(path: path), encoding: .utf8)
    }

    @Test("Its blocks of Swift are the files of a program that is built, and the program runs")
    func example() async throws {
        let page = try Self.text("Documentation/databases.md")
        let blocks = page.matches(of: /(?s)```swift\n(.*?)```/).map { String($0.1) }
        let files = try ["main", "Rates"].map { try Self.text("Examples/Databases/\($0).swift") }
        #expect(blocks == files)

        let process = try await GuardedProcess(name: "DatabasesExample")
        let output = try await process.run(
            [BuiltExecutable.path("DatabasesExample")],
            environment: ["HOME": process.directory, "AWS_EC2_METADATA_DISABLED": "true"]
        )
        await process.end()
        #expect(output == #"3 ["be", "not", "or", "to"] ada"# + "\n")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/scores.duckdb"))
    }
}
