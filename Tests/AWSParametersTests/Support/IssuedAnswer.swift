import AWSParameters
import Foundation
import Testing

/// The JSON in which container endpoints and the metadata service hand out credentials.
///
/// `number`: what ends the access key ID, the secret key and the token.
func issued(_ number: String, expiration: String? = "2039-01-31T12:00:00Z") -> String {
    var fields = [
        "AccessKeyId": issuedKey(number), "SecretAccessKey": "planted-secret-\(number)", "Token": issuedToken(number),
    ]
    fields["Expiration"] = expiration
    let json = try? JSONEncoder().encode(fields)
    return String(decoding: json ?? Data(), as: UTF8.self)
}

/// The XML in which the Security Token Service hands out the same credentials.
func assumed(_ number: String, expiration: String? = "2039-01-31T12:00:00Z") -> String {
    """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <AssumeRoleResult>
        <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/app/s</Arn></AssumedRoleUser>
        <Credentials>
          <AccessKeyId>\(issuedKey(number))</AccessKeyId>
          <SecretAccessKey>planted-secret-\(number)</SecretAccessKey>
          <SessionToken>\(issuedToken(number))</SessionToken>
          \(expiration.map { "<Expiration>\($0)</Expiration>" } ?? "")
        </Credentials>
      </AssumeRoleResult>
    </AssumeRoleResponse>
    """
}

/// A refusal of the Security Token Service.
func refusal(_ code: String, status: Int = 400, _ message: String = "m") -> FaultServer.Step {
    let error = "<Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message></Error>"
    return .answer(
        status,
        #"<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\#(error)</ErrorResponse>"#
    )
}

extension FaultServer.Request {
    /// The fields of a form in the body.
    var form: [String: String] {
        let pairs = body.split(separator: "&").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        return Dictionary(
            pairs.map { pair in (String(pair[0]), pair.dropFirst().joined(separator: "=").removingPercentEncoding ?? "")
            },
            uniquingKeysWith: { "\($0) and \($1)" }
        )
    }
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
