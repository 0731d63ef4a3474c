import AWSParameters
import Foundation
import Testing

@Suite("Instance credentials")
struct InstanceCredentialsTests {
    private static let folder = "/latest/meta-data/iam/security-credentials/"

    private func provider(_ endpoint: String, limits: RequestLimits = .patient) throws -> InstanceCredentials {
        try InstanceCredentials(environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": endpoint], limits: limits)
    }

    /// The error that a service's credentials end in, which shows nothing planted.
    private func error(_ server: FaultServer) async throws -> AWSParametersError {
        let provider = try provider(server.endpoint)
        let error = try await parametersError { try await provider.credentials() }
        expectNothingPlanted(in: error)
        expectNothingPlanted(in: provider)
        return error
    }

    @Test("A token is fetched first, then with it the role, then the role's credentials; each call anew")
    func protocolOrder() async throws {
        try await FakeMetadataService().run { server in
            let provider = try provider(server.endpoint)
            let credentials = try await provider.credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(credentials.secretAccessKey.reveal() == "planted-secret-1")
            #expect(credentials.sessionToken?.reveal() == issuedToken("1"))
            #expect(credentials.expiration == (try Date("2039-01-31T12:00:00Z", strategy: .iso8601)))
            _ = try await provider.credentials()

            let lines = [
                "PUT /latest/api/token HTTP/1.1", "GET \(Self.folder) HTTP/1.1", "GET \(Self.folder)app-role HTTP/1.1",
            ]
            #expect(server.requests.map(\.line) == lines + lines)
            let first = "planted-metadata-token-0=="
            let second = "planted-metadata-token-1=="
            let tokens = server.requests.map { $0.headers["x-aws-ec2-metadata-token"] }
            #expect(tokens == [nil, first, first, nil, second, second])
            expectNothingPlanted(in: provider)
        }
    }

    @Test("An instance without a role has no credentials, and the error says what to do")
    func noRole() async throws {
        try await FakeMetadataService(role: .answer(404, "<html>planted</html>")).run { server in
            let error = try await error(server)
            #expect(error.code == .missingCredentials)
            #expect(error.description.contains("has no role") && error.description.contains("instance profile"))
            #expect(server.requests.count == 2)
        }
    }

    @Test("A token that the service does not know again is a refusal, and not a missing role")
    func forgottenToken() async throws {
        try await FakeMetadataService(keepsTokens: false).run { server in
            let error = try await error(server)
            #expect(error.code == .accessDenied)
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "A role's name that would lead elsewhere is refused before it is asked for",
        arguments: [
            "a/../../planted", "../planted", "a?planted", "a#planted", "a planted", "a\rplanted", "é", "", "\na",
        ]
    )
    func roleName(name: String) async throws {
        try await FakeMetadataService(role: .answer(200, name)).run { server in
            let error = try await error(server)
            #expect(error.code == .invalidResponse)
            #expect(server.requests.count == 2)
        }
    }

    @Test("Of several lines the first names the role")
    func firstLine() async throws {
        try await FakeMetadataService(role: .answer(200, "app-role\nother-role\n")).run { server in
            let credentials = try await provider(server.endpoint).credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
        }
    }

    @Test(
        "Without a token nothing more is asked: version 1 is never used",
        arguments: [
            (.answer(403, "planted"), .accessDenied, 1), (.answer(404, "planted"), .requestRejected, 1),
            (.answer(405, "planted"), .requestRejected, 1), (.answer(200, ""), .invalidResponse, 1),
            (.answer(200, "planted\r\nX: y"), .invalidResponse, 1), (.answer(500, "planted"), .serviceUnavailable, 3),
        ] as [(FaultServer.Step, AWSParametersError.Code, Int)]
    )
    func noVersionOne(answer: FaultServer.Step, code: AWSParametersError.Code, count: Int) async throws {
        try await FaultServer.run([answer]) { server in
            let error = try await error(server)
            #expect(error.code == code)
            let lines = Array(repeating: "PUT /latest/api/token HTTP/1.1", count: count)
            #expect(server.requests.map(\.line) == lines)
        }
    }

    @Test(
        "What is no credentials is an error, and is not retried",
        arguments: [
            "planted", #"{"Code":"AssumeRoleUnauthorizedAccess","Message":"planted"}"#,
            #"{"AccessKeyId":"","SecretAccessKey":"planted"}"#, issued("1", expiration: "soon"),
        ]
    )
    func invalid(answer: String) async throws {
        try await FakeMetadataService(credentials: .answer(200, answer)).run { server in
            let error = try await error(server)
            #expect(error.code == .invalidResponse)
            #expect(server.requests.count == 3)
        }
    }

    @Test("A service that nobody reaches names the hop limit, whether it refuses or is silent")
    func unreachable() async throws {
        // Below the ports that anything without privileges is given.
        let refused = try provider("http://127.0.0.1:1")
        let refusal = try await parametersError { try await refused.credentials() }
        #expect(refusal.code == .connectionFailed)
        #expect(refusal.description.contains("hop limit") && refusal.description.contains("AWS_ACCESS_KEY_ID"))

        try await FaultServer.run([.stall]) { server in
            let limits = RequestLimits(connectTimeout: .seconds(20), totalTimeout: .milliseconds(300))
            let silent = try provider(server.endpoint, limits: limits)
            let error = try await parametersError { try await silent.credentials() }
            #expect(error.code == .timeout)
            #expect(error.description.contains("hop limit"))
        }
    }

    @Test(
        "The endpoint is the variable's, or else that of the mode",
        arguments: [
            ([:], "http://169.254.169.254"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv4"], "http://169.254.169.254"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv6"], "http://[fd00:ec2::254]"),
            (
                [
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/",
                ], "http://127.0.0.1:1338"
            ),
        ]
    )
    func endpoint(environment: [String: String], expected: String) throws {
        #expect(try InstanceCredentials.endpoint(environment).description == expected)
    }

    @Test("An endpoint that is none names its variable and not its password")
    func invalidEndpoint() throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try provider("http://user:planted@127.0.0.1") }
        )
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("AWS_EC2_METADATA_SERVICE_ENDPOINT"))
        expectNothingPlanted(in: error)
    }
}
