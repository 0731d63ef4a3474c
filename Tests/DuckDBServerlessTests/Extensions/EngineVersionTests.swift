import DuckDBServerless
import Testing

@Suite("Engine versions")
struct EngineVersionTests {
    @Test("A version reads with and without the leading v", arguments: ["1.5.4", "v1.5.4"])
    func reads(text: String) throws {
        let version = try EngineVersion(text)
        #expect(version == .pinned)
        #expect(version.number == "1.5.4")
        #expect(version.description == "v1.5.4")
    }

    @Test(
        "Anything but three numbers is refused",
        arguments: ["", "v", "1.5", "1.5.4.0", "1.5.x", "1..4", "../..", "1.5.4/", "vv1.5.4", "1.5.12345", "latest"]
    )
    func refuses(text: String) {
        let error = #expect(throws: ExtensionError.self) { try EngineVersion(text) }
        #expect(error?.code == .invalidVersion)
    }
}
