import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Profile credentials")
struct ProfileCredentialsTests {
    private static let role = "arn:aws:iam::123456789012:role/app"
    private static let keys = """
        aws_access_key_id = AKIDPLANTED000000000
        aws_secret_access_key = planted-secret-key
        """
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    /// An environment whose files say this.
    private func environment(
        config: String = "",
        credentials: String = "",
        profile: String? = nil,
        _ variables: [String: String] = [:]
    ) throws -> [String: String] {
        var environment = [
            "AWS_CONFIG_FILE": try folder.write(Data(config.utf8), as: "config"),
            "AWS_SHARED_CREDENTIALS_FILE": try folder.write(Data(credentials.utf8), as: "credentials"),
            "AWS_EC2_METADATA_DISABLED": "true",
        ]
        environment["AWS_PROFILE"] = profile
        return environment.merging(variables) { $1 }
    }

    /// The credentials of the profile that an environment names.
    private func credentials(_ environment: [String: String]) async throws -> AWSCredentials {
        let provider = ProfileCredentials(environment: environment, limits: .patient)
        expectNothingPlanted(in: provider)
        return try await provider.credentials()
    }

    /// The error that they end in, which shows nothing planted.
    private func error(_ environment: [String: String]) async throws -> AWSParametersError {
        let error = try await parametersError { try await credentials(environment) }
        expectNothingPlanted(in: error)
        return error
    }

    @Test("The default profile is used, or the one that AWS_PROFILE names")
    func profiles() async throws {
        let files = """
            [default]
            \(Self.keys)
            [work]
            aws_access_key_id = AKIDPLANTED000000001
            aws_secret_access_key = planted-other-key
            aws_session_token = planted-session-token
            """
        let first = try await credentials(environment(credentials: files))
        #expect(first.accessKeyID == "AKIDPLANTED000000000")
        #expect(first.secretAccessKey.reveal() == "planted-secret-key")
        #expect(first.sessionToken == nil && first.expiration == nil)
        let second = try await credentials(environment(credentials: files, profile: "work"))
        #expect(second.accessKeyID == "AKIDPLANTED000000001")
        #expect(second.secretAccessKey.reveal() == "planted-other-key")
        #expect(second.sessionToken?.reveal() == "planted-session-token")
    }

    @Test("The keys may be in config, and those of credentials go before")
    func bothFiles() async throws {
        let config = "[profile work]\n\(Self.keys)"
        let own = try await credentials(environment(config: config, profile: "work"))
        #expect(own.accessKeyID == "AKIDPLANTED000000000")
        let other = "[work]\naws_access_key_id = AKIDPLANTED000000001"
        let mixed = try await credentials(environment(config: config, credentials: other, profile: "work"))
        #expect(mixed.accessKeyID == "AKIDPLANTED000000001")
        #expect(mixed.secretAccessKey.reveal() == "planted-secret-key")
    }

    @Test("Without a variable the files are those of the home folder, read anew by each call")
    func home() async throws {
        try FileManager.default.createDirectory(atPath: folder.path(".aws"), withIntermediateDirectories: true)
        try folder.write(Data("[default]\nregion = eu-west-3\n".utf8), as: ".aws/config")
        try folder.write(Data("[default]\n\(Self.keys)".utf8), as: ".aws/credentials")
        let environment = ["HOME": folder.path]
        let provider = ProfileCredentials(environment: environment)
        #expect(try await provider.credentials().accessKeyID == "AKIDPLANTED000000000")
        #expect(try AWSRegion.current(environment: environment).name == "eu-west-3")
        let changed = Self.keys.replacing("000000000", with: "000000002")
        try folder.write(Data("[default]\n\(changed)".utf8), as: ".aws/credentials")
        #expect(try await provider.credentials().accessKeyID == "AKIDPLANTED000000002")
    }
}

// MARK: - What cannot be used

extension ProfileCredentialsTests {
    @Test(
        "A profile that is not there is named, on one line",
        arguments: ["none", "a\nb", String(repeating: "x", count: 999)]
    )
    func missing(name: String) async throws {
        let error = try await error(environment(credentials: "[default]\n\(Self.keys)", profile: name))
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("There is no profile '\(name.prefix(64).replacing("\n", with: " "))'"))
        #expect(error.description.contains("AWS_PROFILE") && !error.description.contains("\n"))
    }

    @Test("Without any file there is no default profile")
    func noFiles() async throws {
        let error = try await error(["HOME": folder.path("none")])
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("'default'"))
        #expect(try await self.error([:]).code == .missingCredentials)
    }

    @Test(
        "A profile with half of what it needs is told what it needs",
        arguments: [
            "region = eu-central-1", "aws_access_key_id = AKIDPLANTED000000000", "aws_secret_access_key = planted",
            "aws_access_key_id =\naws_secret_access_key = planted", "role_arn = \(role)",
            "role_arn = \(role)\n\(keys)",
        ]
    )
    func incomplete(settings: String) async throws {
        let files = "[work]\n\(settings)"
        let error = try await error(environment(credentials: files, profile: "work", ["AWS_REGION": "eu-central-1"]))
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("'work'") && error.description.contains("aws_secret_access_key"))
        #expect(error.description.contains("role_arn"))
    }

    @Test(
        "A profile that only the AWS CLI can use says by what, and how to export its credentials",
        arguments: [
            ("sso_session = planted\nsso_account_id = 1", "sso_session"),
            ("sso_start_url = https://planted", "sso_start_url"),
            ("credential_process = /bin/echo planted", "credential_process"),
            ("role_arn = \(role)\nsource_profile = work\nmfa_serial = arn:planted", "mfa_serial"),
        ]
    )
    func foreign(settings: String, setting: String) async throws {
        let files = "[profile work]\nregion = eu-central-1\n\(settings)"
        let environment = try environment(config: files, profile: "work")
        let error = try await error(environment)
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("'work'") && error.description.contains("by \(setting),"))
        #expect(error.description.contains("aws configure export-credentials"))
        #expect(DefaultCredentials(environment: environment).source.description == "profile work")
    }

    @Test("A role may be assumed with the credentials of the environment, the container or the instance")
    func credentialSources() async throws {
        let sources = [
            "Environment": "AKIDEXAMPLE0000PLANTED", "EcsContainer": issuedKey("1"), "Ec2InstanceMetadata": "",
        ]
        for (source, key) in sources {
            try await FaultServer.run(answering: { request in
                .answer(200, request.line.hasPrefix("GET /container") ? issued("1") : assumed("2"))
            }) { server in
                let variables = server.environment.merging([
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.endpoint)/container"
                ]) { $1 }
                let config = "[profile work]\nrole_arn = \(Self.role)\ncredential_source = \(source)"
                let environment = try environment(config: config, profile: "work", variables)
                guard !key.isEmpty else {
                    // Forbidden here, and asked by a test of its own.
                    let forbidden = try await self.error(environment)
                    #expect(forbidden.description.contains("AWS_EC2_METADATA_DISABLED"))
                    return
                }
                #expect(try await credentials(environment).accessKeyID == issuedKey("2"))
                let signed = server.requests.last?.headers["authorization"]
                #expect(signed?.contains("Credential=\(key)/") == true)
            }
        }
        let config = "[profile work]\nrole_arn = \(Self.role)\ncredential_source = planted\nregion = eu-central-1"
        let error = try await error(environment(config: config, profile: "work"))
        #expect(error.code == .invalidConfiguration && error.description.contains("Ec2InstanceMetadata"))
    }

    @Test("A default profile that only the AWS CLI can use is an error, and no reason to be somebody else")
    func foreignDefault() async throws {
        try await FaultServer.run([.answer(200, issued("1"))]) { server in
            let environment = try environment(
                config: "[default]\nsso_session = planted",
                ["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.endpoint]
            )
            let provider = DefaultCredentials(environment: environment)
            let error = try await parametersError { try await provider.credentials() }
            #expect(error.code == .invalidConfiguration)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(
        "A file that cannot be read names its variable",
        arguments: ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]
    )
    func unreadable(variable: String) async throws {
        let files = "[default]\n\(Self.keys)"
        let error = try await error(environment(credentials: files, [variable: folder.path]))
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("\(variable) (or ~/.aws/"))
        #expect(error.description.contains("is not a file"))
        let binary = try folder.write(Data([0xFF, 0xFE, 0x5B]), as: "binary")
        let other = try await self.error(environment(credentials: files, [variable: binary]))
        #expect(other.description.contains(variable) && other.description.contains("is not UTF-8"))
    }

    @Test("A variable may name no file")
    func nullDevice() async throws {
        let environment = try environment(credentials: "[default]\n\(Self.keys)", ["AWS_CONFIG_FILE": "/dev/null"])
        #expect(try await credentials(environment).accessKeyID == "AKIDPLANTED000000000")
    }
}

// MARK: - Roles

extension ProfileCredentialsTests {
    @Test("A role is assumed with the keys of its source, whose signature AWS checks")
    func assumesRole() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/profile/a", "value")
        let config = "[profile app]\nrole_arn = \(moto.roleARN)\nsource_profile = base\nregion = \(moto.region)"
        func environment(_ secret: String) throws -> [String: String] {
            let base = "aws_access_key_id = \(moto.credentials.accessKeyID)\naws_secret_access_key = \(secret)"
            return try self.environment(
                config: config,
                credentials: "[base]\n\(base)",
                profile: "app",
                ["AWS_ENDPOINT_URL": moto.endpoint]
            )
        }
        let store = try ParameterStore(environment: environment(moto.credentials.secretAccessKey), limits: .patient)
        #expect(try await store.parameter(named: "/profile/a").reveal() == "value")
        let assumed = try await credentials(environment(moto.credentials.secretAccessKey))
        #expect(assumed.accessKeyID != moto.credentials.accessKeyID && assumed.sessionToken != nil)
        #expect(try #require(assumed.expiration) > .now)

        let error = try await error(environment("planted-wrong-key"))
        #expect(error.code == .invalidCredentials)
        #expect(error.serviceCode == "SignatureDoesNotMatch" && error.service == "Security Token Service")
    }

    @Test("The request has the profile's external ID, duration and session name, and is signed in its region")
    func request() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let config = """
                [profile app]
                role_arn = \(Self.role)
                source_profile = base
                external_id = id+/=&1
                duration_seconds = 900
                role_session_name = me@work
                region = eu-west-3
                """
            let environment = try environment(
                config: config,
                credentials: "[base]\nregion = us-east-2\n\(Self.keys)\naws_session_token = planted-base-token",
                profile: "app",
                ["AWS_ENDPOINT_URL_STS": server.endpoint]
            )
            let credentials = try await credentials(environment)
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(credentials.sessionToken?.reveal() == issuedToken("1"))
            #expect(credentials.expiration == (try Date("2039-01-31T12:00:00Z", strategy: .iso8601)))
            let request = try #require(server.requests.first)
            let expected = [
                "Action": "AssumeRole", "Version": "2011-06-15", "RoleArn": Self.role, "ExternalId": "id+/=&1",
                "DurationSeconds": "900", "RoleSessionName": "me@work",
            ]
            #expect(request.form == expected)
            #expect(request.headers["x-amz-security-token"] == "planted-base-token")
            let authorization = try #require(request.headers["authorization"])
            #expect(authorization.contains("Credential=AKIDPLANTED000000000/"))
            #expect(authorization.contains("/eu-west-3/sts/aws4_request"))
        }
    }

    @Test("A source may have a role itself, whose credentials then assume the next")
    func chain() async throws {
        try await FaultServer.run([.answer(200, assumed("1")), .answer(200, assumed("2"))]) { server in
            let config = """
                [profile app]
                role_arn = \(Self.role)
                source_profile = middle
                [profile middle]
                role_arn = arn:aws:iam::123456789012:role/middle
                source_profile = base
                """
            let environment = try environment(
                config: config,
                credentials: "[base]\n\(Self.keys)",
                profile: "app",
                ["AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-central-1"]
            )
            let credentials = try await credentials(environment)
            #expect(credentials.accessKeyID == issuedKey("2"))
            let roles = server.requests.map { $0.form["RoleArn"] }
            #expect(roles == ["arn:aws:iam::123456789012:role/middle", Self.role])
            let last = try #require(server.requests.last)
            #expect(last.headers["authorization"]?.contains("Credential=\(issuedKey("1"))/") == true)
            #expect(last.headers["x-amz-security-token"] == issuedToken("1"))
        }
    }

    @Test("A profile may be its own source, by its own keys")
    func ownSource() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let settings = "[app]\nrole_arn = \(Self.role)\nsource_profile = app\n"
            let variables = ["AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-central-1"]
            let whole = try environment(credentials: settings + Self.keys, profile: "app", variables)
            let credentials = try await credentials(whole)
            #expect(credentials.accessKeyID == issuedKey("1"))
            #expect(server.requests.count == 1)

            let error = try await error(environment(credentials: settings, profile: "app", variables))
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("'app' has no credentials"))
            #expect(server.requests.count == 1)
        }
    }

    @Test("Sources that lead in a circle are an error, and nobody is asked", arguments: [2, 3])
    func circle(length: Int) async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let sections = (0..<length).map { index in
                "[p\(index)]\nrole_arn = \(Self.role)\nsource_profile = p\((index + 1) % length)\n\(Self.keys)\n"
            }
            let environment = try environment(
                credentials: sections.joined(),
                profile: "p0",
                ["AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-central-1"]
            )
            let error = try await error(environment)
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("'p\(length - 1)' leads back"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test("A source that is not there is named")
    func missingSource() async throws {
        let files = "[app]\nrole_arn = \(Self.role)\nsource_profile = gone"
        let error = try await error(environment(credentials: files, profile: "app", ["AWS_REGION": "eu-central-1"]))
        #expect(error.code == .missingCredentials)
        #expect(error.description.contains("'gone'") && error.description.contains("source_profile"))
    }

    @Test("A denied role names the action and the role")
    func denied() async throws {
        try await FaultServer.run([refusal("AccessDenied", status: 403, "AKIDPLANTED000000000 may not")]) { server in
            let files = "[app]\nrole_arn = \(Self.role)\nsource_profile = app\n\(Self.keys)"
            let variables = ["AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-central-1"]
            let error = try await error(environment(credentials: files, profile: "app", variables))
            #expect(error.code == .accessDenied)
            #expect(error.description.contains("Allow sts:AssumeRole on \(Self.role)"))
        }
    }

    @Test("A role with a token file is assumed by the token, and a file that is not there names the setting")
    func webIdentity() async throws {
        try await FaultServer.run([.answer(200, assumed("1"))]) { server in
            let token = try folder.write(Data("planted.token\n".utf8), as: "token")
            let files = "[app]\nrole_arn = \(Self.role)\nweb_identity_token_file = \(token)\nrole_session_name = s"
            let variables = ["AWS_ENDPOINT_URL": server.endpoint, "AWS_REGION": "eu-central-1"]
            let environment = try environment(credentials: files, profile: "app", variables)
            let credentials = try await credentials(environment)
            #expect(credentials.accessKeyID == issuedKey("1"))
            let request = try #require(server.requests.first)
            #expect(request.form["Action"] == "AssumeRoleWithWebIdentity" && request.form["RoleArn"] == Self.role)
            #expect(request.form["WebIdentityToken"] == "planted.token" && request.form["RoleSessionName"] == "s")
            #expect(request.headers["authorization"] == nil)

            try FileManager.default.removeItem(atPath: token)
            let error = try await error(environment)
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("web_identity_token_file names does not exist"))
            #expect(!error.description.contains("AWS_WEB_IDENTITY_TOKEN_FILE"))
            #expect(server.requests.count == 1)
        }
    }
}

// MARK: - The region

extension ProfileCredentialsTests {
    @Test("The region is that of the profile, below both variables")
    func region() throws {
        let config = "[default]\nregion = eu-west-1\n[profile work]\nregion = eu-west-2"
        func region(_ profile: String?, _ variables: [String: String] = [:]) throws -> String {
            try AWSRegion.current(environment: environment(config: config, profile: profile, variables)).name
        }
        #expect(try region(nil) == "eu-west-1")
        #expect(try region("work") == "eu-west-2")
        #expect(try region("work", ["AWS_DEFAULT_REGION": "eu-west-3"]) == "eu-west-3")
        #expect(try region("work", ["AWS_REGION": "eu-west-4", "AWS_DEFAULT_REGION": "eu-west-3"]) == "eu-west-4")
        #expect(try region("work", ["AWS_REGION": "", "AWS_DEFAULT_REGION": ""]) == "eu-west-2")
        // The files are not opened, or this one would be an error.
        #expect(try region("work", ["AWS_REGION": "eu-west-4", "AWS_CONFIG_FILE": folder.path]) == "eu-west-4")
    }

    @Test(
        "A profile without a region, or with none that can be one, is an error",
        arguments: [
            ("[default]\nregion =", .missingRegion), ("[profile work]\nregion = eu-west-2", .missingRegion),
            ("[default]\nregion = planted.evil.example/", .invalidConfiguration),
        ] as [(String, AWSParametersError.Code)]
    )
    func noRegion(config: String, code: AWSParametersError.Code) throws {
        let environment = try environment(config: config)
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try AWSRegion.current(environment: environment) }
        )
        #expect(error.code == code)
        expectNothingPlanted(in: error)
    }

    @Test("A file that cannot be read is the reason that there is no region")
    func unreadableForRegion() throws {
        let environment = try environment(["AWS_CONFIG_FILE": folder.path])
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try AWSRegion.current(environment: environment) }
        )
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("AWS_CONFIG_FILE"))
    }
}
