import AWSParameters
import Foundation
import Testing

@Suite("Environment credentials")
struct EnvironmentCredentialsTests {
    @Test("All three variables make temporary credentials")
    func temporary() throws {
        let credentials = try EnvironmentCredentials(environment: [
            "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "key", "AWS_SESSION_TOKEN": "token",
        ]).credentials()
        #expect(credentials.accessKeyID == "AKID")
        #expect(credentials.secretAccessKey.reveal() == "key")
        #expect(credentials.sessionToken?.reveal() == "token")
    }

    @Test("An empty session token is none")
    func permanent() throws {
        let credentials = try EnvironmentCredentials(environment: [
            "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "key", "AWS_SESSION_TOKEN": "",
        ]).credentials()
        #expect(credentials.sessionToken == nil)
    }

    @Test(
        "Missing credentials name the variables that are not set",
        arguments: [
            (["AWS_ACCESS_KEY_ID": "AKID"], ["AWS_SECRET_ACCESS_KEY is not set"]),
            (["AWS_SECRET_ACCESS_KEY": "key"], ["AWS_ACCESS_KEY_ID is not set"]),
            (
                ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
                ["AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"]
            ),
        ]
    )
    func missing(environment: [String: String], expected: [String]) throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) {
                try EnvironmentCredentials(environment: environment).credentials()
            }
        )
        #expect(error.code == .missingCredentials)
        for text in expected { #expect(error.description.contains(text)) }
    }

    @Test(
        "The end that the AWS CLI exports is read with and without fractions of a second, and may be missing",
        arguments: [
            ("2026-01-31T12:00:00Z", 1_769_860_800), ("2026-01-31T12:00:00+00:00", 1_769_860_800),
            ("2026-01-31T12:00:00.5Z", 1_769_860_800.5), ("", nil), (nil, nil),
        ] as [(String?, TimeInterval?)]
    )
    func expiration(text: String?, seconds: TimeInterval?) throws {
        let clock = TestClock()
        let credentials = try provider(end: text, clock).credentials()
        #expect(credentials.expiration == seconds.map(Date.init(timeIntervalSince1970:)))
    }

    @Test("Credentials are given until their end, and from then on are an error that says what to do")
    func expired() throws {
        let clock = TestClock()
        let provider = provider(end: (clock.now + 60).formatted(.iso8601), clock)
        clock.advance(by: 59)
        #expect(try provider.credentials().expiration == clock.now + 1)
        clock.advance(by: 1)
        let error = try #require(#expect(throws: AWSParametersError.self) { try provider.credentials() })
        #expect(error.code == .expiredCredentials)
        #expect(error.description.contains("AWS_CREDENTIAL_EXPIRATION"))
        expectNothingPlanted(in: error)
        expectNothingPlanted(in: provider)
    }

    private func provider(end: String?, _ clock: TestClock) -> EnvironmentCredentials {
        var environment = [
            "AWS_ACCESS_KEY_ID": "AKIDPLANTED000000000", "AWS_SECRET_ACCESS_KEY": "planted-secret-key",
            "AWS_SESSION_TOKEN": "planted-session-token",
        ]
        environment["AWS_CREDENTIAL_EXPIRATION"] = end
        return EnvironmentCredentials(environment: environment) { clock.now }
    }
}
