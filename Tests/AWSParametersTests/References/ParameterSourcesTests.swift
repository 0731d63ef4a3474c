import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Sources of all schemes")
struct ParameterSourcesTests {
    @Test("Each scheme's names go to its provider in one call, and come back under the names asked for")
    func routes() async throws {
        let (ssm, other) = (InMemoryParameters(["/a": "1", "/b:3": "2"]), InMemoryParameters(["x": "3"]))
        let sources = ParameterSources([.ssm: ssm, ParameterReference.Scheme(rawValue: "vault"): other])
        let found = try await sources.parameters(named: ["ssm:/a", "vault:x", "ssm:/b:3", "ssm:/a"])
        #expect(found.mapValues { $0.reveal() } == ["ssm:/a": "1", "ssm:/b:3": "2", "vault:x": "3"])
        #expect(ssm.calls == [["/a", "/b:3"]] && other.calls == [["x"]])
        #expect(sources.metricsLabel(of: "ssm:/a") == "memory" && sources.metricsLabel(of: "none:x") == "other")
    }

    @Test("A name without a provider is an error that does not repeat it", arguments: ["ssm:/planted", "planted"])
    func unknownScheme(name: String) async throws {
        let sources = ParameterSources([:])
        let error = try await parametersError { try await sources.parameter(named: name) }
        #expect(error.code == .invalidReference && error.description.contains("scheme"))
    }

    @Test("Without a region in the environment, an unusable profile matters only to what asks a service")
    func unusableProfile() async throws {
        let folder = try ScratchFolder()
        try Data("[default]\nregion = not a region\n".utf8).write(to: URL(filePath: folder.path("config")))
        let sources = try ParameterSources(environment: ["A": "planted", "AWS_CONFIG_FILE": folder.path("config")])
        #expect(try await sources.parameter(named: "env:A").reveal() == "planted")
        let error = try await parametersError { try await sources.parameter(named: "ssm:/a") }
        #expect(error.code == .invalidConfiguration)
    }

    @Test("Without a region only what asks a service fails, and says so")
    func noRegion() async throws {
        let sources = try ParameterSources(environment: ["A": "planted", "AWS_EC2_METADATA_DISABLED": "true"])
        #expect(try await sources.parameter(named: "env:A").reveal() == "planted")
        for name in ["ssm:/a", "secretsmanager:a"] {
            #expect(try await parametersError { try await sources.parameter(named: name) }.code == .missingRegion)
        }
    }

    @Test("An endpoint that cannot be used is an error at once")
    func invalidEndpoint() throws {
        for variable in ["AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL"] {
            let error = try #require(
                #expect(throws: AWSParametersError.self) {
                    try ParameterSources(environment: ["AWS_REGION": "eu-central-1", variable: "planted"])
                }
            )
            #expect(error.code == .invalidConfiguration && error.description.contains(variable))
            #expect(!printedForms(of: error).contains("planted"))
        }
    }

    @Test("With the extension's port set, both services are asked through it, without a region")
    func lambdaExtension() async throws {
        let answer = FaultServer.Step.answer(200, #"{"Parameter":{"Value":"planted"},"SecretString":"planted"}"#)
        try await FaultServer.run([answer]) { server in
            let port = try #require(server.endpoint.split(separator: ":").last)
            let sources = try ParameterSources(
                environment: [
                    "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT": "\(port)", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE0000PLANTED",
                    "AWS_SECRET_ACCESS_KEY": "planted", "AWS_SESSION_TOKEN": "planted-session-token",
                ],
                limits: .patient
            )
            let found = try await sources.parameters(named: ["ssm:/a", "secretsmanager:b"])
            #expect(found.count == 2)
            let paths = server.requests.map { $0.line.split(separator: "?")[0] }.sorted()
            #expect(paths == ["GET /secretsmanager/get", "GET /systemsmanager/parameters/get"])
        }
    }
}
