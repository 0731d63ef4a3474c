import AWSParameters
import Foundation
import Testing

@Suite("Secret")
struct SecretTests {
    @Test("A secret gives out its text only when asked to reveal it")
    func reveals() {
        #expect(Secret("s3cr3t").reveal() == "s3cr3t")
    }

    @Test("No printed, mirrored or encoded form of a secret shows its text")
    func redacts() {
        struct Holder: Encodable {
            let password = Secret("s3cr3t")
            let optional: Secret? = Secret("s3cr3t")
            let list = ["key": Secret("s3cr3t")]
        }
        for value: Any in [Secret("s3cr3t"), Holder(), [Secret("s3cr3t")], ["a": Secret("s3cr3t")]] {
            let forms = printedForms(of: value)
            #expect(!forms.contains("s3cr3t"))
            #expect(forms.contains("<redacted>"))
        }
        #expect("\(Secret("s3cr3t"))" == "<redacted>")
        #expect(Mirror(reflecting: Secret("s3cr3t")).children.isEmpty)
    }

    @Test("Secrets are equal when their texts are")
    func compares() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
    }
}
