import DuckDBServerless
import Foundation
import LocalServices
import PinFile
import Testing

@Suite("Pin file")
struct PinFileTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func read(_ text: String) throws(PinFileError) -> PinFile {
        guard let path = try? scratch.write(Data(text.utf8), as: "pins.json") else {
            return try PinFile(contentsOf: "the test's own file cannot be written")
        }
        return try PinFile(contentsOf: path)
    }

    @Test("Every key is read, with the line it stands on")
    func everyKey() throws {
        let pins = try read(
            """
            {
                "from": "https:\\/\\/mirror.example/a\\"b",
                "extensions": [
                    "httpfs",
                    "postgres"
                ],
                "source": "folder", "platforms": ["linux_arm64"], "duckdbVersion": "v1.5.4"
            }

            """
        )
        #expect(pins.duckdbVersion.text == "v1.5.4")
        #expect(pins.versionNumber == "1.5.4")
        #expect(pins.platforms.map(\.text) == ["linux_arm64"])
        #expect(pins.extensions.map(\.text) == ["httpfs", "postgres"])
        #expect(pins.extensions.map(\.line) == [4, 5])
        #expect(pins.source?.text == "folder")
        #expect(pins.from?.text == "https://mirror.example/a\"b")
        #expect(pins.duckdbVersion.line == 7)
    }

    private static let rest = #""platforms": ["linux_arm64"], "extensions": ["httpfs"]"#

    @Test(
        "What is wrong is named with its line",
        arguments: [
            ("", 1, "the file ends where '{' is expected"),
            ("[]", 1, "'[' stands where '{' is expected"),
            ("{\n  // no comments\n}", 2, "'/' stands where a key in double quotes is expected"),
            ("{\n\(rest),\n}", 3, "'}' stands where a key in double quotes is expected"),
            (
                "{\n\"platforms\": [\n\"linux_arm64\",\n],\n\"extensions\": []}", 4,
                "']' stands where a text in double quotes"
            ),
            ("{\(rest)\n\n\"duckdbVersion\": \"1.5.4\"}", 3, "'\"' stands where ',' or '}' is expected"),
            ("{\"duckdbVersion\": \"1.5.4\", \(rest)}\n}", 2, "'}' stands where the end of the file is expected"),
            ("{\"duckdbVersion\": \"1.5.4\", \(rest)", 1, "the file ends where ',' or '}' is expected"),
            ("{\n\"duckdbVersion\": 1.5}", 2, "'1' stands where a text in double quotes or a list of them"),
            ("{\n\"duckdbVersion\": \"1.5.4\n\"}", 2, "a text does not end on its line"),
            ("{\"duckdbVersion\": \"1.5\\u002e4\"}", 1, "a text has an escape other than"),
            ("{\"duckdbVersion\": \"\\", 1, "a text has an escape other than"),
            ("{\"duckdbVersion\": \"1.5.4", 1, "a text does not end on its line"),
            ("{\(rest)}", 1, "the key 'duckdbVersion' is missing"),
            ("{\"duckdbVersion\": \"1.5.4\", \"platforms\": [\"linux_arm64\"]}", 1, "the key 'extensions' is missing"),
            ("{\n\(rest),\n\"platform\": \"linux_arm64\"}", 3, "the key 'platform' is not known"),
            ("{\n\(rest),\n\"extensions\": [\"aws\"]}", 3, "the key 'extensions' is there twice"),
            ("{\(rest),\n\"duckdbVersion\": [\"1.5.4\"]}", 2, "the value of 'duckdbVersion' is not one text"),
            ("{\(rest),\n\"duckdbVersion\": \"\"}", 2, "the value of 'duckdbVersion' is not one text"),
            (
                "{\"duckdbVersion\": \"1.5.4\",\n\"platforms\": \"linux_arm64\"}", 2,
                "the value of 'platforms' is not a list with a text in it"
            ),
            (
                "{\"duckdbVersion\": \"1.5.4\",\n\"platforms\": []}", 2,
                "the value of 'platforms' is not a list with a text in it"
            ),
            (
                "{\"duckdbVersion\": \"1.5.4\", \"platforms\": [\"linux_arm64\"],\n\"extensions\": [\n\"../etc\"]}", 3,
                "'../etc' in the list of 'extensions' is not a name"
            ),
            (
                "{\"duckdbVersion\": \"1.5.4\", \"platforms\": [\"linux_arm64\"],\n\"extensions\": [\"aws\",\n\"AWS\"]}",
                3,
                "'AWS' is in the list of 'extensions' twice"
            ),
        ]
    )
    func faults(text: String, line: Int, message: String) throws {
        let error = try #require(throws: PinFileError.self) { try read(text) }
        #expect(error.message.contains(message), "\(error)")
        #expect(error.line == line)
        #expect(error.path == scratch.path("pins.json"))
        #expect(!error.remedy.isEmpty)
    }

    @Test("Bytes that are no UTF-8 are refused")
    func notUTF8() throws {
        let path = try scratch.write(Data("{\n\"".utf8) + [0xff] + Data("\": 1}".utf8), as: "pins.json")
        let error = try #require(throws: PinFileError.self) { try PinFile(contentsOf: path) }
        #expect(error.description.hasPrefix("\(path):2: error: a text is not UTF-8. "))
    }

    @Test("A file cut off anywhere is refused")
    func truncated() throws {
        let text = "{\n\"duckdbVersion\": \"1.5.4\",\n\(Self.rest)\n}"
        #expect(throws: Never.self) { try read(text) }
        for count in 0..<text.utf8.count {
            #expect(throws: PinFileError.self) { try read(String(text.prefix(count))) }
        }
    }

    @Test("The file that the documentation shows is this package's own, and pins the version that it is built for")
    func documented() throws {
        let checkout = URL(filePath: #filePath).appending(path: "../../../..").standardized
        let own = try String(contentsOf: checkout.appending(path: "duckdb-extensions.json"), encoding: .utf8)
        let page = try String(contentsOf: checkout.appending(path: "Documentation/swiftpm-plugin.md"), encoding: .utf8)
        #expect(page.contains("```json\n\(own)```"))
        #expect(page.contains(DependentPackage.permissions.joined(separator: " ") + " bake-extensions"))
        #expect(try read(own).versionNumber == EngineVersion.pinned.number)
    }

    @Test("A file that is not there is named, with what to write")
    func missing() throws {
        let error = try #require(throws: PinFileError.self) { try PinFile(contentsOf: scratch.path("no.json")) }
        #expect(
            error.description.hasPrefix("\(scratch.path("no.json")):1: error: the file cannot be read. Write it: {")
        )
    }

    @Test("Both versions are named when the linked library is another")
    func library() throws {
        let pins = try read("{\n\n\"duckdbVersion\": \"1.5.3\", \(Self.rest)}")
        #expect(throws: Never.self) { try pins.expect(library: "v1.5.3") }
        let error = try #require(throws: PinFileError.self) { try pins.expect(library: "v1.5.4") }
        #expect(error.line == 3)
        #expect(error.message.contains("DuckDB 1.5.3 is pinned, but libduckdb 1.5.4 is linked"))
        #expect(error.remedy == "Set duckdbVersion to \"1.5.4\" and bake again, or install libduckdb 1.5.3")
    }
}
