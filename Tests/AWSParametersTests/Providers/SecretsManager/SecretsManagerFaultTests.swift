import AWSParameters
import Foundation
import Testing

@Suite("Secrets Manager, from a server that misbehaves")
struct SecretsManagerFaultTests {
    private static let ok = FaultServer.Step.answer(200, #"{"Name":"a","SecretString":"planted-value"}"#)

    private func manager(_ server: FaultServer) throws -> SecretsManager {
        try SecretsManager(environment: server.environment, limits: .patient)
    }

    @Test("A request carries the target, the version asked for and the session token")
    func request() async throws {
        try await FaultServer.run([Self.ok]) { server in
            _ = try await manager(server).parameter(named: "prod/db:AWSPREVIOUS")
            let request = try #require(server.requests.first)
            #expect(request.headers["x-amz-target"] == "secretsmanager.GetSecretValue")
            #expect(request.headers["x-amz-security-token"] == "planted-session-token")
            #expect(request.headers["authorization"]?.contains("/eu-central-1/secretsmanager/aws4_request") == true)
            let body = try JSONDecoder().decode([String: String].self, from: Data(request.body.utf8))
            #expect(body == ["SecretId": "prod/db", "VersionStage": "AWSPREVIOUS"])
        }
    }

    @Test(
        "Passing failures are retried, refusals are not",
        arguments: [
            (.answer(500, #"{"__type":"InternalServiceError"}"#), 2, nil),
            (.answer(400, #"{"__type":"ThrottlingException"}"#), 2, nil),
            (.reset, 2, nil),
            (.answer(400, #"{"__type":"ResourceNotFoundException"}"#), 1, .parameterNotFound),
            (
                .answer(400, #"{"__type":"InvalidRequestException","Message":"marked for deletion"}"#), 1,
                .requestRejected
            ),
            (.answer(400, #"{"__type":"DecryptionFailure"}"#), 1, .requestRejected),
            (.answer(200, #"{"Name":"a"}"#), 1, .invalidResponse),
        ] as [(FaultServer.Step, Int, AWSParametersError.Code?)]
    )
    func failures(fault: FaultServer.Step, requests: Int, code: AWSParametersError.Code?) async throws {
        try await FaultServer.run([fault, Self.ok]) { server in
            let manager = try manager(server)
            if let code {
                #expect(try await parametersError { try await manager.parameter(named: "a") }.code == code)
            } else {
                #expect(try await manager.parameter(named: "a").reveal() == "planted-value")
            }
            #expect(server.requests.count == requests)
        }
    }

    @Test("A denied access names the IAM actions and a resource that a policy can have")
    func accessDenied() async throws {
        try await FaultServer.run([.answer(400, #"{"__type":"AccessDeniedException"}"#)]) { server in
            let manager = try manager(server)
            let error = try await parametersError { try await manager.parameter(named: "prod/db:AWSPREVIOUS") }
            #expect(error.code == .accessDenied)
            #expect(error.description.contains("secretsmanager:GetSecretValue on"))
            #expect(error.description.contains("arn:aws:secretsmanager:eu-central-1:*:secret:prod/db-??????,"))
            #expect(error.description.contains("kms:Decrypt"))
        }
    }

    @Test("The endpoint of the service's own variable goes before that of all")
    func endpoint() throws {
        let manager = try SecretsManager(environment: [
            "AWS_REGION": "eu-central-1", "AWS_ENDPOINT_URL": "http://all",
            "AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://own",
        ])
        #expect(manager.endpoint.description == "http://own")
        let own = try SecretsManager(environment: ["AWS_REGION": "eu-central-1"])
        #expect(own.endpoint.description == "https://secretsmanager.eu-central-1.amazonaws.com")
    }
}
