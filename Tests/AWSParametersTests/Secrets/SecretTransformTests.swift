import AWSParameters
import Foundation
import Testing

@Suite("Secrets of a form")
struct SecretTransformTests {
    private struct Login: Codable, Equatable {
        let username: String
        let password: Secret
        let port: Int
    }

    private func failure(_ work: () throws -> Void) throws -> AWSParametersError {
        let error = try #require(#expect(throws: AWSParametersError.self, performing: work))
        SecretScan.record(printedForms(of: error), in: .errors)
        return error
    }

    @Test("JSON is decoded, with secrets in it that stay redacted")
    func json() throws {
        let secret = Secret(#"{"username":"reader","password":"planted","port":5432}"#)
        let login = try secret.reveal(as: Login.self)
        #expect(login == Login(username: "reader", password: Secret("planted"), port: 5432))
        #expect(!printedForms(of: login).contains("planted"))
    }

    @Test(
        "JSON that does not fit is told by field and reason, without a value",
        arguments: [
            (#"{"username":"planted","password":"planted"}"#, "field 'port' is missing"),
            (#"{"username":"planted","password":"planted","port":"planted"}"#, "field 'port' is not of type Int"),
            (#"{"username":"planted","password":null,"port":1}"#, "field 'password' is null"),
            (#"{"username":"planted","password":"planted","port":1e99}"#, "out of range"),
            ("planted", "not JSON"), (#"["planted"]"#, "the value is not of type"),
        ]
    )
    func misfits(json: String, reason: String) throws {
        let error = try failure { _ = try Secret(json).reveal(as: Login.self) }
        #expect(error.code == .invalidValue)
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test("A redacted copy is never taken for the secret")
    func redactedCopy() throws {
        let login = Login(username: "reader", password: Secret("planted"), port: 1)
        let copy = Secret(String(decoding: try JSONEncoder().encode(login), as: UTF8.self))
        let error = try failure { _ = try copy.reveal(as: Login.self) }
        #expect(error.description.contains("field 'password'"))
    }

    @Test("Base64 is decoded, also with a line break at its end")
    func base64() throws {
        #expect(try Secret("AP8K").revealBase64() == [0, 255, 10])
        #expect(try Secret("AP8K\n").revealBase64() == [0, 255, 10])
        #expect(try failure { _ = try Secret("planted!").revealBase64() }.code == .invalidValue)
    }

    @Test(
        "A field is a text as it is, and a number or truth value as JSON writes it",
        arguments: [
            ("text", "planted \"x\""), ("number", "5432"), ("large", "9007199254740993"), ("fraction", "0.1"),
            ("negative", "-1"), ("truth", "true"), ("empty", ""),
        ]
    )
    func field(name: String, value: String) throws {
        let secret = Secret(
            #"""
            {"text":"planted \"x\"","number":5432,"large":9007199254740993,"fraction":0.1,"negative":-1,"truth":true,
            "empty":""}
            """#
        )
        #expect(try secret.field(name).reveal() == value)
    }

    @Test(
        "A field that is not there or cannot be a text is named, and nothing else",
        arguments: [
            (#"{"Password":"planted"}"#, "no field 'password'"), (#"{"password":null}"#, "neither"),
            (#"{"password":{"planted":1}}"#, "neither"), (#"{"password":["planted"]}"#, "neither"),
            ("planted", "not a JSON object"), (#"["planted"]"#, "not a JSON object"),
        ]
    )
    func noField(json: String, reason: String) throws {
        let error = try failure { _ = try Secret(json).field("password") }
        #expect(error.code == .invalidValue && error.description.contains(reason))
    }
}
