import AWSParameters
import Foundation
import Testing

/// The JSON in which container endpoints and the metadata service hand out credentials.
///
/// - Parameter number: What ends the access key ID, the secret key and the token.
func issued(_ number: String, expiration: String? = "2039-01-31T12:00:00Z") -> String {
    var fields = [
        "AccessKeyId": issuedKey(number), "SecretAccessKey": "planted-secret-\(number)", "Token": issuedToken(number),
    ]
    fields["Expiration"] = expiration
    let json = try? JSONEncoder().encode(fields)
    return String(decoding: json ?? Data(), as: UTF8.self)
}

/// The access key ID in an answer of ``issued(_:expiration:)``.
func issuedKey(_ number: String) -> String { "ASIAPLANTEDEXAMPLE0\(number)" }

/// The session token in an answer of ``issued(_:expiration:)``.
func issuedToken(_ number: String) -> String { "planted-session-token-\(number)" }

/// Expects that no form of a value shows a secret that a test has planted.
func expectNothingPlanted(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    let forms = printedForms(of: value)
    #expect(!forms.lowercased().contains("planted"), sourceLocation: sourceLocation)
}
