import AWSParameters
import Foundation
import Testing

/// The answers have the documented shape of AWS's own extension, which cannot run here.
@Suite("The Parameters and Secrets Lambda extension")
struct ParametersExtensionTests {
    private static let parameter = FaultServer.Step.answer(
        200,
        #"""
        {"Parameter":{"ARN":"arn:aws:ssm:eu-central-1:1:parameter/a","DataType":"text","LastModifiedDate":
        "2022-11-16T08:22:40.362Z","Name":"/a","Selector":null,"SourceResult":null,"Type":"SecureString",
        "Value":"planted-value","Version":1},"ResultMetadata":{}}
        """#
    )
    private static let secret = FaultServer.Step.answer(
        200,
        #"{"ARN":"arn:x","CreatedDate":"2022-11-16T08:22:40.362Z","Name":"a","SecretString":"planted-value"}"#
    )

    private func provider(
        _ service: ParametersExtension.Service,
        _ server: FaultServer
    ) throws -> ParametersExtension {
        let port = try #require(server.endpoint.split(separator: ":").last)
        let variables = server.environment.merging(["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT": "\(port)"]) { $1 }
        return try ParametersExtension(service, environment: variables, limits: .patient)
    }

    @Test(
        "A parameter is asked for by name, version, label or ARN, with slashes escaped and the session token",
        arguments: [
            ("/prod/db", "name=%2Fprod%2Fdb&withDecryption=true"),
            ("/prod/db:3", "name=%2Fprod%2Fdb&withDecryption=true&version=3"),
            ("/prod/db:live", "name=%2Fprod%2Fdb&withDecryption=true&label=live"),
            ("arn:aws:ssm:r:1:parameter/a", "name=arn%3Aaws%3Assm%3Ar%3A1%3Aparameter%2Fa&withDecryption=true"),
            ("a b&c=d", "name=a%20b%26c%3Dd&withDecryption=true"),
        ]
    )
    func parameter(name: String, query: String) async throws {
        try await FaultServer.run([Self.parameter]) { server in
            let value = try await provider(.parameterStore, server).parameter(named: name)
            #expect(value.reveal() == "planted-value")
            let request = try #require(server.requests.first)
            #expect(request.line == "GET /systemsmanager/parameters/get?\(query) HTTP/1.1")
            #expect(request.headers["x-aws-parameters-secrets-token"] == "planted-session-token")
            #expect(request.headers["authorization"] == nil)
        }
    }

    @Test("A secret is asked for by name, stage or version")
    func secret() async throws {
        let version = UUID().uuidString
        for (name, query) in [
            ("prod/db", "secretId=prod%2Fdb"), ("prod/db:AWSPREVIOUS", "secretId=prod%2Fdb&versionStage=AWSPREVIOUS"),
            ("prod/db:\(version)", "secretId=prod%2Fdb&versionId=\(version)"),
        ] {
            try await FaultServer.run([Self.secret]) { server in
                let value = try await provider(.secretsManager, server).parameter(named: name)
                #expect(value.reveal() == "planted-value")
                #expect(server.requests.first?.line == "GET /secretsmanager/get?\(query) HTTP/1.1")
            }
        }
    }

    @Test("While it is starting it is asked again")
    func notReady() async throws {
        try await FaultServer.run([.answer(400, "not ready to serve traffic, please wait"), Self.parameter]) { server in
            let value = try await provider(.parameterStore, server).parameter(named: "/a")
            #expect(value.reveal() == "planted-value")
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "What it cannot answer is told with the name, and never with the token",
        arguments: [
            (
                .answer(400, "an unexpected error occurred while executing request planted-session-token"),
                .requestRejected
            ),
            (.answer(401, "unauthorized planted-session-token"), .accessDenied),
            (.answer(403, ""), .accessDenied), (.answer(200, "{}"), .invalidResponse),
        ] as [(FaultServer.Step, AWSParametersError.Code)]
    )
    func failures(fault: FaultServer.Step, code: AWSParametersError.Code) async throws {
        try await FaultServer.run([fault]) { server in
            let provider = try provider(.parameterStore, server)
            let error = try await parametersError { try await provider.parameter(named: "/a") }
            #expect(error.code == code && error.names == ["/a"])
            #expect(error.service == "Parameters and Secrets Lambda extension")
            #expect(server.requests.count == 1)
        }
    }

    @Test("A port that is none is a configuration error that names the variable", arguments: ["0", "x", "65536"])
    func port(port: String) throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) {
                try ParametersExtension(
                    .parameterStore,
                    environment: ["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT": port]
                )
            }
        )
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"))
    }
}
