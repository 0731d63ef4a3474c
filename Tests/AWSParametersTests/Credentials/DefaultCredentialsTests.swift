import AWSParameters
import Foundation
import LocalServices
import Synchronization
import Testing

@Suite("Default credentials")
struct DefaultCredentialsTests {
    private static let keys = [
        "AWS_ACCESS_KEY_ID": "AKIDPLANTED000000000", "AWS_SECRET_ACCESS_KEY": "planted-secret-key",
        "AWS_SESSION_TOKEN": "planted-session-token",
    ]
    private static let onLambda = ["AWS_LAMBDA_FUNCTION_NAME": "function"]

    /// A home with a default profile in `.aws/credentials`.
    private func home(_ credentials: String) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.path(".aws"), withIntermediateDirectories: true)
        try folder.write(Data(credentials.utf8), as: ".aws/credentials")
        return folder
    }

    private static let profile = """
        [default]
        aws_access_key_id = AKIDPLANTEDPROFILE00
        aws_secret_access_key = planted-profile-key
        """

    @Test("The first source that is set up is the one")
    func order() throws {
        let home = try home(Self.profile)
        var environment = Self.keys.merging([
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_PROFILE": "work", "HOME": home.path,
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/creds",
        ]) { $1 }
        let steps: [(without: [String], source: String)] = [
            ([], "environment variables"),
            (["AWS_ACCESS_KEY_ID"], "environment variables"),
            (["AWS_SECRET_ACCESS_KEY"], "a web identity token"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE"], "profile work"),
            (["AWS_PROFILE"], "profile default"),
            (["HOME"], "the container credentials endpoint"),
            (["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], "the EC2 instance metadata service"),
        ]
        for step in steps {
            for variable in step.without { environment[variable] = nil }
            #expect(DefaultCredentials(environment: environment).source.description == step.source)
        }
        #expect(DefaultCredentials(environment: environment).source.isLastResort)
        environment["AWS_EC2_METADATA_DISABLED"] = "TRUE"
        #expect(DefaultCredentials(environment: environment).source.isMissing)
    }

    @Test(
        "A source is remote when it asks another machine",
        arguments: [
            (keys, false), (["AWS_EC2_METADATA_DISABLED": "true"], false), (["AWS_PROFILE": "work"], true),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"], true), ([:], true),
            (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost"], true),
        ]
    )
    func remote(environment: [String: String], isRemote: Bool) {
        #expect(DefaultCredentials(environment: environment).source.isRemote == isRemote)
    }

    @Test("A default profile that has no credentials, only settings of the AWS CLI, is no source")
    func profileOfSettings() throws {
        let home = try home("[default]\nregion = eu-central-1\ncli_pager = less\nretry_mode = standard\n")
        let environment = ["HOME": home.path, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/creds"]
        let source = DefaultCredentials(environment: environment).source
        #expect(source.description == "the container credentials endpoint")
    }

    @Test("The credentials of a default profile are used without a variable that names it")
    func defaultProfile() async throws {
        let home = try home(Self.profile)
        let provider = DefaultCredentials(environment: ["HOME": home.path, "AWS_EC2_METADATA_DISABLED": "true"])
        let credentials = try await provider.credentials()
        #expect(credentials.accessKeyID == "AKIDPLANTEDPROFILE00")
        #expect(credentials.secretAccessKey.reveal() == "planted-profile-key")
        expectNothingPlanted(in: provider)
    }

    @Test("Without any source the error says where it looked")
    func nothing() async throws {
        let provider = DefaultCredentials(environment: ["AWS_EC2_METADATA_DISABLED": "true"])
        let error = try await parametersError { try await provider.credentials() }
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("because of AWS_EC2_METADATA_DISABLED"))
        #expect(error.description.contains("no profile") && error.description.contains("AWS_ACCESS_KEY_ID"))
    }

    @Test("The metadata service is the last to be asked")
    func instance() async throws {
        try await FakeMetadataService().run { server in
            let provider = DefaultCredentials(
                environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": server.endpoint],
                limits: .patient
            )
            #expect(server.requests.isEmpty)
            let credentials = [try await provider.credentials(), try await provider.credentials()]
            #expect(credentials.map(\.accessKeyID) == [issuedKey("1"), issuedKey("1")])
            #expect(server.requests.count == 3)
        }
    }
}

// MARK: - On Lambda

extension DefaultCredentialsTests {
    @Test("On Lambda the keys of the environment are used, and nobody is asked for others")
    func lambda() async throws {
        let home = try home(Self.profile)
        try await FakeMetadataService().run { server in
            let places = ["HOME": home.path, "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.endpoint]
            let environment = Self.keys.merging(Self.onLambda) { $1 }.merging(places) { $1 }
            let provider = DefaultCredentials(environment: environment)
            let credentials = try await provider.credentials()
            #expect(credentials.accessKeyID == Self.keys["AWS_ACCESS_KEY_ID"])
            #expect(credentials.secretAccessKey.reveal() == "planted-secret-key")
            #expect(credentials.sessionToken?.reveal() == "planted-session-token")
            #expect(server.requests.isEmpty)
            expectNothingPlanted(in: provider)
        }
    }

    @Test("On Lambda without keys neither profile files nor the metadata service stand in, and the error says so")
    func lambdaWithoutKeys() async throws {
        let home = try home(Self.profile)
        try await FakeMetadataService().run { server in
            let places = ["HOME": home.path, "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.endpoint]
            let provider = DefaultCredentials(environment: Self.onLambda.merging(places) { $1 })
            #expect(provider.source.isMissing)
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == .missingCredentials)
            #expect(error.description.contains("on Lambda") && !error.description.contains("METADATA_DISABLED"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test("With SnapStart, whose functions have an endpoint in place of keys, that is asked")
    func snapStart() async throws {
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let variables = [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/creds",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "planted-token",
            ]
            let provider = DefaultCredentials(
                environment: Self.onLambda.merging(variables) { $1 },
                limits: .patient
            )
            let credentials = try await provider.credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(server.requests.map { $0.headers["authorization"] } == ["planted-token"])
        }
    }
}

// MARK: - Failures and renewal

extension DefaultCredentialsTests {
    @Test(
        "A source that is set up and fails is an error, and no other is asked",
        arguments: [
            (["AWS_ACCESS_KEY_ID": "AKIDPLANTED"], .missingCredentials, "AWS_SECRET_ACCESS_KEY"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/none"], .missingCredentials, "AWS_ROLE_ARN"),
            (
                [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": "/none/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
                    "AWS_REGION": "eu-central-1",
                ], .invalidConfiguration, "AWS_WEB_IDENTITY_TOKEN_FILE"
            ),
            (["AWS_PROFILE": "none"], .missingCredentials, "'none'"),
        ] as [([String: String], AWSParametersError.Code, String)]
    )
    func noFallThrough(environment: [String: String], code: AWSParametersError.Code, text: String) async throws {
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let others = [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/creds", "AWS_ENDPOINT_URL": server.endpoint,
                "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.endpoint,
            ]
            let provider = DefaultCredentials(environment: environment.merging(others) { $1 }, limits: .patient)
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == code)
            #expect(error.description.contains(text))
            #expect(server.requests.isEmpty)
            expectNothingPlanted(in: error)
        }
    }

    @Test("A container endpoint that fails is not followed by the metadata service")
    func failingContainer() async throws {
        try await FakeMetadataService().run { metadata in
            try await FaultServer.run([.answer(403, "")]) { server in
                let environment = [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/creds",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.endpoint,
                ]
                let provider = DefaultCredentials(environment: environment, limits: .patient)
                let error = try await parametersError { try await provider.credentials() }
                #expect(error.code == .accessDenied)
                #expect(metadata.requests.isEmpty)
            }
        }
    }

    @Test("Credentials of a container are kept, and renewed five minutes before they end")
    func renewal() async throws {
        let clock = TestClock()
        let first = issued("1", expiration: (clock.now + 3600).formatted(.iso8601))
        let second = issued("2", expiration: (clock.now + 7200).formatted(.iso8601))
        try await FaultServer.run([.answer(200, first), .answer(200, second)]) { server in
            let provider = DefaultCredentials(
                environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/creds"],
                limits: .patient,
                now: { clock.now }
            )
            let credentials = try await provider.credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            clock.advance(by: 3299)
            #expect(try await provider.credentials().accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 1)
            clock.advance(by: 1)
            #expect(try await provider.credentials().accessKeyID == issuedKey("2"))
            #expect(try await provider.freshCredentials().accessKeyID == issuedKey("2"))
            #expect(server.requests.count == 3)
            expectNothingPlanted(in: provider)
        }
    }

    @Test("Credentials of the environment that have ended are an error, at whatever time they do")
    func endedEnvironment() async throws {
        let clock = TestClock()
        let end = ["AWS_CREDENTIAL_EXPIRATION": (clock.now + 3600).formatted(.iso8601)]
        let provider = DefaultCredentials(environment: Self.keys.merging(end) { $1 }, now: { clock.now })
        #expect(try await provider.credentials().expiration == clock.now + 3600)
        clock.advance(by: 3600)
        let error = try await parametersError { try await provider.credentials() }
        #expect(error.code == .expiredCredentials)
    }
}

// MARK: - Below a service

extension DefaultCredentialsTests {
    /// A container endpoint that hands out new credentials each time, and a Parameter Store that takes only `accepted`.
    private func run<Result>(
        accepting accepted: String,
        issuing numbers: [String],
        _ body: (FaultServer) async throws -> Result
    ) async throws -> Result {
        let left = Mutex(numbers)
        let answer: @Sendable (FaultServer.Request) -> FaultServer.Step = { request in
            if request.line.hasPrefix("GET /creds ") {
                return .answer(200, issued(left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }))
            }
            let isAccepted =
                request.headers["authorization"]?.contains("Credential=\(issuedKey(accepted))/") == true
                && request.headers["x-amz-security-token"] == issuedToken(accepted)
            return isAccepted
                ? .answer(200, found(["/a": "value"])) : .answer(400, #"{"__type":"ExpiredTokenException"}"#)
        }
        return try await FaultServer.run(answering: answer, body)
    }

    private func store(_ server: FaultServer) throws -> ParameterStore {
        let environment = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/creds", "AWS_REGION": "eu-central-1",
            "AWS_ENDPOINT_URL": server.endpoint, "AWS_EC2_METADATA_DISABLED": "true",
        ]
        return try ParameterStore(environment: environment, limits: .patient)
    }

    private func methods(_ server: FaultServer) -> [Substring] {
        server.requests.map { $0.line.prefix { $0 != " " } }
    }

    @Test("A Parameter Store signs with a container's credentials, asked for once")
    func signs() async throws {
        try await run(accepting: "1", issuing: ["1"]) { server in
            let store = try store(server)
            for _ in 0..<2 { #expect(try await store.parameter(named: "/a").reveal() == "value") }
            #expect(methods(server) == ["GET", "POST", "POST"])
        }
    }

    @Test("Credentials that have expired before their time are asked for anew within the call")
    func expired() async throws {
        try await run(accepting: "2", issuing: ["1", "2"]) { server in
            let value = try await store(server).parameter(named: "/a")
            #expect(value.reveal() == "value")
            #expect(methods(server) == ["GET", "POST", "GET", "POST"])
        }
    }

    @Test("When the source has no other credentials the request is not repeated")
    func expiredForGood() async throws {
        try await run(accepting: "none", issuing: ["1"]) { server in
            let store = try store(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .expiredCredentials)
            #expect(methods(server) == ["GET", "POST", "GET"])
            expectNothingPlanted(in: error)
        }
    }

    @Test("New credentials that have expired as well are an error")
    func expiredTwice() async throws {
        try await run(accepting: "none", issuing: ["1", "2"]) { server in
            let store = try store(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .expiredCredentials)
            #expect(methods(server) == ["GET", "POST", "GET", "POST"])
        }
    }

    @Test("Expired credentials of the environment are refused once")
    func expiredEnvironment() async throws {
        try await run(accepting: "none", issuing: ["1"]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .expiredCredentials)
            #expect(methods(server) == ["POST"])
        }
    }
}
