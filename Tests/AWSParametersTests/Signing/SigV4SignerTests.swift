import AWSParameters
import Foundation
import Testing

@Suite("Signature Version 4")
struct SigV4SignerTests {
    private static let signer = SigV4Signer(region: "us-east-1", service: "service")
    /// 2015-08-30 12:36:00 UTC, the date of the test suite.
    private static let date = Date(timeIntervalSince1970: 1_440_938_160)

    private static func sign(_ request: SigV4Request, sessionToken: Secret? = nil) -> [String: String] {
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: sessionToken
        )
        let headers = signer.signedHeaders(of: request, credentials: credentials, date: date)
        return Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("The published test suite's signatures come out", arguments: SigV4Vector.all)
    func vector(_ vector: SigV4Vector) {
        let headers = Self.sign(vector.request, sessionToken: vector.sessionToken)
        let scope = "20150830/us-east-1/service/aws4_request"
        #expect(
            headers["Authorization"] == """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\(scope), SignedHeaders=\(vector.signedHeaders), \
                Signature=\(vector.signature)
                """
        )
        #expect(headers["X-Amz-Date"] == "20150830T123600Z")
        #expect(headers["X-Amz-Security-Token"] == vector.sessionToken?.reveal())
    }

    @Test("A changed body changes the signature")
    func coversBody() {
        let empty = SigV4Request(method: "POST", headers: [("Host", "example.amazonaws.com")])
        var full = empty
        full.body = Array("x".utf8)
        #expect(Self.sign(empty)["Authorization"] != Self.sign(full)["Authorization"])
    }
}
