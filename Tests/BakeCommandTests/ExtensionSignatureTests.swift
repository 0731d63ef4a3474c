import DuckDBServerless
import LocalServices
import Testing
import duckdb_serverless

@Suite("Extension signature")
struct ExtensionSignatureTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("An official file of either platform passes", arguments: ExtensionPlatform.allCases)
    func official(platform: ExtensionPlatform) async throws {
        try ExtensionSignature.verify(path: await BakedExtensions.inet(platform.rawValue))
    }

    @Test(
        "One flipped byte anywhere is noticed: start, segment borders, footer, signature",
        arguments: [0, 1_048_575, 1_048_576, 7_000_000, -513, -512, -384, -257, -256, -1]
    )
    func flipped(offset: Int) async throws {
        let path = try scratch.copy(await BakedExtensions.inet("linux_arm64"), as: "inet.duckdb_extension")
        try FileEdit.flip(offset, of: path)
        let error = #expect(throws: ExtensionError.self) { try ExtensionSignature.verify(path: path) }
        #expect(error?.code == .signatureInvalid)
        #expect(error?.message.contains(path) == true)
    }
}
