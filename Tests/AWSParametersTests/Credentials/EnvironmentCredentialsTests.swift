import AWSParameters
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
            (["AWS_ACCESS_KEY_ID": "AKID"], ["AWS_SECRET_ACCESS_KEY not set"]),
            (["AWS_SECRET_ACCESS_KEY": "key"], ["AWS_ACCESS_KEY_ID not set"]),
            (
                ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
                ["AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY not set"]
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
}
