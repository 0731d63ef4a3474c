import Foundation
import LocalServices
import Testing

@Suite("What the documentation of AWSParameters says")
struct DocumentationTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: checkout.appending(path: path), encoding: .utf8)
    }

    @Test("The README's example is the program that is built, and it runs")
    func example() async throws {
        let program = try Self.text("Examples/Parameters/main.swift")
        #expect(try Self.text("README.md").contains("```swift\n\(program)```"))

        let moto = try await Moto.start()
        try await moto.createSecret("prod/replica", #"{"username":"reader","password":"planted-password"}"#)
        try await moto.putParameter("/prod/replica/host", "db.example")
        let process = try await GuardedProcess(name: "ParametersExample")
        let output = try await process.run([BuiltExecutable.path("ParametersExample")], environment: moto.environment)
        await process.end()
        await moto.end()
        #expect(output == "reader logs in with <redacted>\nthe host's name has 10 bytes\n")
    }

    @Test("Every block of Swift in the page on parameters is a file that is built")
    func blocks() throws {
        let page = try Self.text("Documentation/parameters.md")
        let blocks = page.matches(of: /(?s)```swift\n(.*?)```/).map { String($0.1) }
        #expect(blocks == [try Self.text("Examples/Parameters/ConfiguredParameters.swift")])
    }

    @Test("A program that handles the error shows one line, and no secret")
    func failingExample() async throws {
        let process = try await GuardedProcess(name: "ParametersExample")
        let error = try await #require(throws: ServiceError.self) {
            try await process.run(
                [BuiltExecutable.path("ParametersExample")],
                environment: [
                    "AWS_ACCESS_KEY_ID": "planted", "AWS_SECRET_ACCESS_KEY": "planted", "AWS_REGION": "eu-central-1",
                    "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
                ]
            )
        }
        await process.end()
        let lines = "\(error)".split(separator: "\n").filter { !$0.contains(" aws-parameters") }
        #expect(lines.count == 1 && lines[0].contains("connectionFailed: ") && !"\(error)".contains("planted"))
    }

    /// Every name in a string literal of the module's sources that looks like an environment variable.
    private static func variablesOfTheSources() throws -> Set<String> {
        let folder = checkout.appending(path: "Sources/AWSParameters")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        var variables: Set<String> = [
            "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_STS",
        ]
        for file in files where file.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in source.matches(of: /"((?:AWS|PARAMETERS_SECRETS_EXTENSION)_[A-Z0-9_]*[A-Z0-9])"/) {
                variables.insert(String(match.1))
            }
        }
        return variables
    }

    @Test("The table of environment variables lists every one that is read, and no other")
    func variables() throws {
        let page = try Self.text("Documentation/parameters.md")
        let rows = page.matches(of: /(?m)^\| `([A-Z0-9_]+)` \|/).map { String($0.1) }
        #expect(Set(rows) == (try Self.variablesOfTheSources()))
        #expect(rows.count == Set(rows).count)
    }

    @Test("The table of metrics lists every one that is counted, and no other")
    func metrics() throws {
        let source = try Self.text("Sources/AWSParameters/Telemetry/Telemetry.swift")
        let labels = source.matches(of: /"(aws_parameters_[a-z_]+)"/).map { String($0.1) }
        let rows = try Self.text("Documentation/parameters.md").matches(of: /(?m)^\| `(aws_parameters_[a-z_]+)` \|/)
        #expect(!labels.isEmpty && Set(labels) == Set(rows.map { String($0.1) }))
    }
}
