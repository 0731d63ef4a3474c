import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Container credentials")
struct ContainerCredentialsTests {
    /// Asks a scripted endpoint.
    private func provider(
        _ server: FaultServer,
        path: String = "/creds",
        _ variables: [String: String] = [:]
    ) throws -> ContainerCredentials {
        let fixed = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.endpoint + path, "AWS_EC2_METADATA_DISABLED": "true",
        ]
        return try ContainerCredentials(environment: fixed.merging(variables) { $1 }, limits: .patient)
    }

    @Test("The full URI is asked with its path and query, and without a token there is no header for one")
    func request() async throws {
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let credentials = try await provider(server, path: "/v1/creds?role=a%20b&x=1").credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(credentials.secretAccessKey.reveal() == "planted-secret-1")
            #expect(credentials.sessionToken?.reveal() == issuedToken("1"))
            let request = try #require(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(request.line == "GET /v1/creds?role=a%20b&x=1 HTTP/1.1")
            #expect(request.headers["host"].map { "http://\($0)" } == server.endpoint)
            #expect(request.headers["accept"] == "application/json")
            #expect(request.headers["authorization"] == nil && request.body.isEmpty)
        }
    }

    @Test("Every call is a request")
    func nothingKept() async throws {
        try await FaultServer.run([.answer(200, issued("1")), .answer(200, issued("2"))]) { server in
            let provider = try provider(server)
            #expect(try await provider.credentials().accessKeyID == issuedKey("1"))
            #expect(try await provider.credentials().accessKeyID == issuedKey("2"))
        }
    }

    @Test(
        "The end is read with and without fractions of a second, and may be missing",
        arguments: [
            ("2026-01-31T12:00:00Z", 1_769_860_800), ("2026-01-31T12:00:00.25Z", 1_769_860_800.25), (nil, nil),
        ] as [(String?, TimeInterval?)]
    )
    func expiration(text: String?, seconds: TimeInterval?) async throws {
        try await FaultServer.run([.answer(200, issued("1", expiration: text))]) { server in
            let end = try await provider(server).credentials().expiration
            #expect(end == seconds.map(Date.init(timeIntervalSince1970:)))
        }
    }
}

// MARK: - The authorization token

extension ContainerCredentialsTests {
    @Test("The token of the file goes before that of the variable, and is read anew by each call")
    func rotatedTokenFile() async throws {
        let folder = try ScratchFolder()
        let file = try folder.write(Data("Bearer planted-old\n".utf8), as: "token")
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let provider = try provider(
                server,
                [
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file,
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "planted-variable",
                ]
            )
            _ = try await provider.credentials()
            try folder.write(Data("Bearer planted-new".utf8), as: "token")
            _ = try await provider.credentials()
            let tokens = server.requests.map { $0.headers["authorization"] }
            #expect(tokens == ["Bearer planted-old", "Bearer planted-new"])
            expectNothingPlanted(in: provider)
        }
    }

    @Test("The token of the variable is sent as it is")
    func tokenVariable() async throws {
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let provider = try provider(server, ["AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic planted-variable"])
            _ = try await provider.credentials()
            #expect(server.requests.map { $0.headers["authorization"] } == ["Basic planted-variable"])
            expectNothingPlanted(in: provider)
        }
    }

    @Test("A token that has expired is read anew before the second attempt")
    func expiredToken() async throws {
        let folder = try ScratchFolder()
        let file = try folder.write(Data("planted-old".utf8), as: "token")
        let answer: @Sendable (FaultServer.Request) -> FaultServer.Step = { request in
            guard request.headers["authorization"] == "planted-old" else { return .answer(200, issued("1")) }
            _ = try? folder.write(Data("planted-new".utf8), as: "token")
            return .answer(400, #"{"code":"ExpiredTokenException","message":"planted-old has expired"}"#)
        }
        try await FaultServer.run(answering: answer) { server in
            let provider = try provider(server, ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file])
            #expect(try await provider.credentials().accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 2)
        }
    }

    @Test("A token with a line break is refused before anything is sent", arguments: ["a\r\nX: b", "a\nb", "a\0b"])
    func lineBreak(text: String) async throws {
        let folder = try ScratchFolder()
        let token = "planted-\(text)"
        let file = try folder.write(Data(token.utf8), as: "token")
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            for variables in [
                ["AWS_CONTAINER_AUTHORIZATION_TOKEN": token], ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file],
            ] {
                let provider = try provider(server, variables)
                let error = try await parametersError { try await provider.credentials() }
                #expect(error.code == .invalidConfiguration)
                for variable in variables.keys { #expect(error.description.contains(variable)) }
                expectNothingPlanted(in: error)
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test("A token file that is not there names the variable, and nothing is sent")
    func missingTokenFile() async throws {
        let folder = try ScratchFolder()
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let provider = try provider(
                server,
                [
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": folder.path("none"),
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "planted-variable",
                ]
            )
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names does not exist"))
            #expect(server.requests.isEmpty)
        }
    }
}

// MARK: - The URI

extension ContainerCredentialsTests {
    @Test("A relative URI is a path on ECS's own address, and goes before a full one")
    func relative() throws {
        let (endpoint, path) = try ContainerCredentials.location([
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/id?a=b",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/full",
        ])
        #expect(endpoint.description == "http://169.254.170.2")
        #expect(path == "/v2/credentials/id?a=b")
    }

    @Test(
        "A full URI may be TLS to anywhere, and plain HTTP to loopback and the platforms' addresses",
        arguments: [
            ("https://other.example/x?y=1", "https://other.example", "/x?y=1"),
            ("HTTPS://other.example:8443", "https://other.example:8443", "/"),
            ("http://localhost/", "http://localhost", "/"),
            ("http://localhost:1338/a", "http://localhost:1338", "/a"),
            ("http://127.0.0.1:8080?q", "http://127.0.0.1:8080", "/?q"),
            ("http://127.9.8.255/a", "http://127.9.8.255", "/a"),
            ("http://[::1]/a", "http://[::1]", "/a"),
            ("http://[::1]:8080/a", "http://[::1]:8080", "/a"),
            ("http://169.254.170.2/v2", "http://169.254.170.2", "/v2"),
            ("http://169.254.170.23/v1/credentials", "http://169.254.170.23", "/v1/credentials"),
            ("http://[fd00:ec2::23]/v1/credentials", "http://[fd00:ec2::23]", "/v1/credentials"),
        ]
    )
    func accepted(url: String, expected: String, expectedPath: String) throws {
        let (endpoint, path) = try ContainerCredentials.location(["AWS_CONTAINER_CREDENTIALS_FULL_URI": url])
        #expect(endpoint.description == expected)
        #expect(path == expectedPath)
    }

    @Test(
        "A full URI that would hand the token to somebody else is refused",
        arguments: [
            "http://evil.example/planted", "http://127.0.0.1.evil.example/planted", "http://127.0.0.256/planted",
            "http://127.+0.0.1/planted", "http://128.0.0.1/planted", "http://127.0.0/planted",
            "http://169.254.170.2.evil.example/planted", "http://localhost.evil.example/planted",
            "http://[fd00:ec2::24]/planted", "http://user:planted@127.0.0.1/", "https://user:planted@other.example/",
            "https://planted@other.example/", "http://127.0.0.1@evil.example/planted", "ftp://127.0.0.1/planted",
            "//127.0.0.1/planted", "127.0.0.1/planted", "http:///planted", "https://other.example/a#planted",
            "http://127.0.0.1:70000/planted", "http://127.0.0.1:99999999999999999999999/planted",
            "https://other.example/a b?planted", "https://other.example/\r\nX: planted",
        ]
    )
    func refusedFull(url: String) throws {
        try expectRefusal("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)
    }

    @Test(
        "A relative URI that is more than a path is refused",
        arguments: [".evil.example/planted", "planted", ":80@evil.example/planted", "/a\r\nX: planted", "/a planted"]
    )
    func refusedRelative(path: String) throws {
        try expectRefusal("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", path)
    }

    private func expectRefusal(_ variable: String, _ text: String) throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try ContainerCredentials(environment: [variable: text]) }
        )
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains(variable))
        expectNothingPlanted(in: error)
    }

    @Test("Without a URI the error names both variables")
    func noEndpoint() throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) {
                try ContainerCredentials(environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": ""])
            }
        )
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
        #expect(error.description.contains("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
    }
}

// MARK: - Answers

extension ContainerCredentialsTests {
    @Test(
        "A passing failure is retried",
        arguments: [.answer(500, ""), .answer(429, ""), .reset] as [FaultServer.Step]
    )
    func retried(fault: FaultServer.Step) async throws {
        try await FaultServer.run([fault, .answer(200, issued("1"))]) { server in
            let credentials = try await provider(server).credentials()
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "What is no credentials is an error of its own, is not retried, and shows nothing of what was asked or answered",
        arguments: [
            (.answer(200, "planted <html>"), .invalidResponse),
            (.answer(200, #"{"SecretAccessKey":"planted","Token":"planted"}"#), .invalidResponse),
            (.answer(200, #"{"AccessKeyId":"planted","SecretAccessKey":""}"#), .invalidResponse),
            (.answer(200, #"{"AccessKeyId":"","SecretAccessKey":"planted"}"#), .invalidResponse),
            (.answer(200, issued("1", expiration: "tomorrow")), .invalidResponse),
            (.answer(200, issued("1", expiration: "")), .invalidResponse),
            (.answer(302, "", headers: ["Location": "http://127.0.0.1:1/planted"]), .invalidResponse),
            (.answer(404, #"{"code":"planted code","message":"planted-token is not known"}"#), .requestRejected),
            (.answer(401, "planted"), .accessDenied),
            (.answer(403, #"{"code":"AccessDenied","message":"planted-token may not"}"#), .accessDenied),
        ] as [(FaultServer.Step, AWSParametersError.Code)]
    )
    func invalid(answer: FaultServer.Step, code: AWSParametersError.Code) async throws {
        try await FaultServer.run([answer]) { server in
            let provider = try provider(
                server,
                path: "/planted?planted",
                ["AWS_CONTAINER_AUTHORIZATION_TOKEN": "planted-token"]
            )
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == code)
            #expect(error.service == "container credentials endpoint")
            #expect(error.endpoint?.description == server.endpoint)
            #expect(server.requests.count == 1)
            expectNothingPlanted(in: error)
            expectNothingPlanted(in: provider)
        }
    }

    @Test("A refusal says what to check, and repeats the endpoint's words when they hold no token")
    func refusal() async throws {
        let answer = #"{"code":"AccessDenied","message":"no association for this pod"}"#
        try await FaultServer.run([.answer(403, answer)]) { server in
            let provider = try provider(server)
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.description.contains("the task or pod to have a role"))
            #expect(error.serviceCode == "AccessDenied")
            #expect(error.debugDescription.contains("no association for this pod"))
        }
    }
}
