import Foundation
import LambdaRuntime
import Testing

@Suite("What the documentation of LambdaRuntime says")
struct RuntimeDocumentationTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: checkout.appending(path: path), encoding: .utf8)
    }

    private static func page() throws -> String { try text("Documentation/lambda-runtime.md") }

    /// What stands in the first column of a table whose cells are code.
    private static func rows(_ pattern: Regex<(Substring, Substring)>) throws -> [String] {
        try page().matches(of: pattern).map { String($0.1) }
    }

    @Test("Its blocks of Swift are the files of a program that is built")
    func blocks() throws {
        let blocks = try Self.page().matches(of: /(?s)```swift\n(.*?)```/).map { String($0.1) }
        let files = try ["main", "Shop", "Closures", "Mailer", "Countdown"].map {
            try Self.text("Examples/Runtime/\($0).swift")
        }
        #expect(blocks == files)
    }

    @Test("The program answers as the session shows, and ends as it says")
    func session() async throws {
        let page = try Self.page()
        let process = try FunctionProcess(["LOCAL_LAMBDA_PORT": "0"], executable: "RuntimeExample")
        await process.waitForOutput("POST /invoke takes raw events.\n")
        let port = try #require(process.log.firstMatch(of: /127\.0\.0\.1:(\d+)/).flatMap { Int($0.output.1) })
        #expect(page.contains(process.log.replacing(":\(port)", with: ":7000")))

        let receipt = try await Curl.request(port, "/invoke", input: Data(#"{"number": 21}"#.utf8))
        #expect(try receipt.object()["total"] as? Double == 19.99)
        let error = try await Curl.request(port, "/invoke", input: Data(#"{"number": 9}"#.utf8))
        #expect(page.contains("\n\(error.text)\n"))
        for name in ["content-type", "x-amz-function-error", "content-length"] {
            let value = try #require(error.values(name).first)
            #expect(page.lowercased().contains("\(name): \(value.lowercased())\n"))
        }
        process.signal(SIGINT)
        #expect(await process.exitCode() == 0)
        #expect(process.log.hasSuffix("The shop is closed.\n"))
    }

    @Test("The table of environment variables lists every one that is read or set, and no other")
    func variables() throws {
        let folder = Self.checkout.appending(path: "Sources/LambdaRuntime")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        var variables: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in source.matches(of: /"(_?(?:AWS|X_AMZN|LAMBDA|LOCAL|LOG)_[A-Z_]*[A-Z])"/) {
                variables.insert(String(match.1))
            }
        }
        let rows = try Self.rows(/(?m)^\| `(_?[A-Z][A-Z_]+)` \|/)
        #expect(variables.count > 10 && Set(rows) == variables)
        #expect(rows.count == Set(rows).count)
    }

    @Test("The table of codes lists every one there is, and no other")
    func codes() throws {
        let source = try Self.text("Sources/LambdaRuntime/Errors/LambdaRuntimeError+Code.swift")
        let codes = source.matches(of: /static let (\w+) = Code/).map { String($0.1) }
        #expect(!codes.isEmpty)
        #expect(try Self.rows(/(?m)^\| `([a-z]\w+)` \|/) == codes)
    }
}
