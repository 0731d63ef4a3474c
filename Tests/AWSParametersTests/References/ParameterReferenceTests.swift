import AWSParameters
import Testing

@Suite("References to parameters")
struct ParameterReferenceTests {
    @Test(
        "A reference is read, and written as it was read",
        arguments: [
            ("ssm:/prod/db", .ssm, "/prod/db", nil), ("ssm:/prod/db:3", .ssm, "/prod/db:3", nil),
            ("ssm:arn:aws:ssm:r:1:parameter/a", .ssm, "arn:aws:ssm:r:1:parameter/a", nil),
            ("ssm:/prod/#password", .ssm, "/prod/", "password"),
            ("secretsmanager:prod/db#password", .secretsManager, "prod/db", "password"),
            ("secretsmanager:prod/db:AWSPREVIOUS#a b", .secretsManager, "prod/db:AWSPREVIOUS", "a b"),
            ("env:PGPASSWORD", .environment, "PGPASSWORD", nil),
            ("file:/run/a#b#c", .file, "/run/a#b", "c"), ("file:relative/path", .file, "relative/path", nil),
        ] as [(String, ParameterReference.Scheme, String, String?)]
    )
    func reads(text: String, scheme: ParameterReference.Scheme, name: String, field: String?) throws {
        let reference = try ParameterReference(text)
        #expect(reference == ParameterReference(scheme, name, field: field))
        #expect("\(reference)" == text)
    }

    @Test(
        "Anything else is refused without being repeated",
        arguments: [
            "planted", "planted:x", "", ":", "ssm", "ssm:", "ssm:#planted", "secretsmanager:planted#", "SSM:/planted",
            " ssm:/planted", "env:planted\nX", "postgres://user:planted@host/db", "ssm:/planted\r\nx: y",
        ]
    )
    func refuses(text: String) throws {
        let error = try #require(#expect(throws: AWSParametersError.self) { try ParameterReference(text) })
        SecretScan.record(printedForms(of: error), in: .errors)
        #expect(error.code == .invalidReference)
        #expect(error.description.contains("ssm:/prod/replica/password"))
    }
}
