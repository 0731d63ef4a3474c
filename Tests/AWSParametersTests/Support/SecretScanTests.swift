import Logging
import Testing

@Suite("The scan for planted secrets")
struct SecretScanTests {
    @Test("It finds the word in any case, and what services made up, and nothing else")
    func findings() {
        let texts = ["a planted-value", "AKIDPLANTED", "made-up", "name=/prod/db", ""]
        #expect(SecretScan.findings(in: texts, made: ["made-up"]) == ["a planted-value", "AKIDPLANTED", "made-up"])
        #expect(SecretScan.findings(in: ["/prod/db"]).isEmpty)
    }

    @Test("A logger without a backend of its own is recorded at every level")
    func logs() {
        #expect(Logger(label: "any").logLevel == .trace)
    }
}
