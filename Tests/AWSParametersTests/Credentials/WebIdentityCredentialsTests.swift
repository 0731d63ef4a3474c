import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Web identity credentials")
struct WebIdentityCredentialsTests {
    private static let role = "arn:aws:iam::123456789012:role/app"
    private static let token = "planted.token-1"
    private let folder: ScratchFolder
    private let environment: [String: String]

    init() throws {
        folder = try ScratchFolder()
        environment = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": try folder.write(Data("\(Self.token)\n".utf8), as: "token"),
            "AWS_ROLE_ARN": Self.role, "AWS_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    /// Exchanges the token with a scripted service.
    private func provider(
        _ server: FaultServer,
        _ variables: [String: String] = [:]
    ) throws -> WebIdentityCredentials {
        let variables = variables.merging(["AWS_ENDPOINT_URL_STS": server.endpoint]) { $1 }
        return try WebIdentityCredentials(environment: environment.merging(variables) { $1 }, limits: .patient)
    }

    /// The error that an exchange ends in, which shows nothing planted.
    private func error(_ server: FaultServer) async throws -> AWSParametersError {
        let provider = try provider(server)
        let error = try await parametersError { try await provider.credentials() }
        expectNothingPlanted(in: error)
        expectNothingPlanted(in: provider)
        return error
    }

    @Test("What a token is exchanged for signs requests that AWS takes, and tells its end")
    func exchange() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/web-identity/a", "value")
        let variables = [
            "AWS_ROLE_ARN": moto.roleARN, "AWS_REGION": moto.region, "AWS_ENDPOINT_URL": moto.endpoint,
        ]
        let environment = environment.merging(variables) { $1 }
        let credentials = try await WebIdentityCredentials(environment: environment, limits: .patient).credentials()
        #expect(credentials.sessionToken != nil)
        #expect(try #require(credentials.expiration) > .now)
        let store = try ParameterStore(
            credentials: credentials,
            region: try AWSRegion(moto.region),
            endpoint: try AWSEndpoint(moto.endpoint),
            limits: .patient
        )
        #expect(try await store.parameter(named: "/web-identity/a").reveal() == "value")
        let requests = try await moto.requests().filter { $0.accessKeyID == credentials.accessKeyID }
        #expect(requests.map(\.target) == ["AmazonSSM.GetParameters"])
    }

    @Test("A Parameter Store of the environment exchanges the token by itself")
    func throughDefaults() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/web-identity/b", "value")
        let variables = [
            "AWS_ROLE_ARN": moto.roleARN, "AWS_REGION": moto.region, "AWS_ENDPOINT_URL": moto.endpoint,
        ]
        let store = try ParameterStore(environment: environment.merging(variables) { $1 }, limits: .patient)
        #expect(try await store.parameter(named: "/web-identity/b").reveal() == "value")
    }

    @Test("The request is an unsigned form with the role, the session's name and the token")
    func request() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let token = "planted+/=& token"
            try folder.write(Data(token.utf8), as: "token")
            let variables = ["AWS_ROLE_SESSION_NAME": "my@session", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"]
            let credentials = try await provider(server, variables).credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(credentials.secretAccessKey.reveal() == "planted-secret-1")
            #expect(credentials.sessionToken?.reveal() == issuedToken("1"))
            #expect(credentials.expiration == (try Date("2039-01-31T12:00:00Z", strategy: .iso8601)))

            let request = try #require(server.requests.first)
            #expect(request.line == "POST / HTTP/1.1")
            #expect(request.headers["content-type"] == "application/x-www-form-urlencoded; charset=utf-8")
            #expect(request.headers["authorization"] == nil && request.headers["x-amz-security-token"] == nil)
            let expected = [
                "Action": "AssumeRoleWithWebIdentity", "Version": "2011-06-15", "RoleArn": Self.role,
                "RoleSessionName": "my@session", "WebIdentityToken": token,
            ]
            #expect(request.form == expected)
        }
    }

    @Test("The token is read anew by each call, and a session without a name has one")
    func rotated() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let provider = try provider(server)
            _ = try await provider.credentials()
            try folder.write(Data("planted.token-2".utf8), as: "token")
            _ = try await provider.credentials()
            #expect(server.requests.map { $0.form["WebIdentityToken"] } == [Self.token, "planted.token-2"])
            #expect(server.requests.map { $0.form["RoleSessionName"] } == ["aws-parameters", "aws-parameters"])
        }
    }
}

// MARK: - What is not set up

extension WebIdentityCredentialsTests {
    @Test("A variable that is not set is named", arguments: ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"])
    func missingVariable(name: String) throws {
        let environment = environment.merging([name: ""]) { $1 }
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try WebIdentityCredentials(environment: environment) }
        )
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("\(name) is not set"))
    }

    @Test("Without a region there is no endpoint to ask")
    func missingRegion() throws {
        let environment = environment.merging(["AWS_REGION": ""]) { $1 }
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try WebIdentityCredentials(environment: environment) }
        )
        #expect(error.code == .missingRegion)
    }

    @Test("A token file that is not there names the variable, and nothing is sent")
    func missingFile() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let provider = try provider(server, ["AWS_WEB_IDENTITY_TOKEN_FILE": folder.path("none")])
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("AWS_WEB_IDENTITY_TOKEN_FILE names does not exist"))
            #expect(server.requests.isEmpty)
        }
    }
}

// MARK: - Refusals

extension WebIdentityCredentialsTests {
    @Test(
        "A refusal has its own code, is not retried, and shows nothing of the token",
        arguments: [
            ("ExpiredTokenException", 400, .expiredCredentials), ("InvalidIdentityToken", 400, .invalidCredentials),
            ("AccessDenied", 403, .accessDenied), ("IDPRejectedClaim", 403, .accessDenied),
            ("ValidationError", 400, .requestRejected),
        ] as [(String, Int, AWSParametersError.Code)]
    )
    func refused(name: String, status: Int, code: AWSParametersError.Code) async throws {
        try await FaultServer.run([refusal(name, status: status, "token \(Self.token) refused")]) { server in
            let error = try await error(server)
            #expect(error.code == code)
            #expect(error.serviceCode == name)
            #expect(error.service == "Security Token Service" && error.endpoint?.description == server.endpoint)
            #expect(server.requests.count == 1)
        }
    }

    @Test("A denied access names the action, the role and the trust policy, with the service's words")
    func denied() async throws {
        let message = "Not authorized to perform sts:AssumeRoleWithWebIdentity"
        try await FaultServer.run([refusal("AccessDenied", status: 403, message)]) { server in
            let error = try await error(server)
            #expect(error.description.contains("Allow sts:AssumeRoleWithWebIdentity on \(Self.role)"))
            #expect(error.description.contains("trust policy"))
            #expect(error.debugDescription.contains(message))
        }
    }

    @Test("An identity provider that the service could not reach is asked again")
    func identityProvider() async throws {
        let fault = refusal("IDPCommunicationError")
        try await FaultServer.run([fault, fault, .answer(200, assumed("1"))]) { server in
            let credentials = try await provider(server).credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 3)
        }
        try await FaultServer.run([fault]) { server in
            let error = try await error(server)
            #expect(error.code == .serviceUnavailable)
            #expect(server.requests.count == 3)
        }
    }

    @Test("A token that has expired is read anew, and sent again when it is another")
    func expired() async throws {
        let answer: @Sendable (FaultServer.Request) -> FaultServer.Step = { [folder] request in
            guard request.form["WebIdentityToken"] == Self.token else { return .answer(200, assumed("1")) }
            _ = try? folder.write(Data("planted.token-2".utf8), as: "token")
            return refusal("ExpiredTokenException")
        }
        try await FaultServer.run(answering: answer) { server in
            let credentials = try await provider(server).credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "What is no credentials is an error, and is not retried",
        arguments: [
            "", "planted", issued("1"), assumed("1", expiration: "soon"),
            "<AccessKeyId>planted</AccessKeyId><SecretAccessKey>planted</SecretAccessKey>",
            assumed("1").replacing("</SecretAccessKey>", with: ""),
            "<AccessKeyId>A</AccessKeyId><SecretAccessKey></SecretAccessKey><SessionToken>planted</SessionToken>",
        ]
    )
    func invalid(answer: String) async throws {
        try await FaultServer.run([.answer(200, answer)]) { server in
            let error = try await error(server)
            #expect(error.code == .invalidResponse)
            #expect(server.requests.count == 1)
        }
    }
}
