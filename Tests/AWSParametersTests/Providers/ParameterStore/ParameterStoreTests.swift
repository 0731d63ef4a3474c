import AWSParameters
import LocalServices
import Testing

@Suite("Parameter Store, from an endpoint that checks signatures")
struct ParameterStoreTests {
    @Test("Plain and encrypted parameters come back as they were stored")
    func values() async throws {
        let moto = try await Moto.shared()
        let text = "p@ss \"w\\ord/\n=+é"
        try await moto.putParameter("/store/plain", "plain", secure: false)
        try await moto.putParameter("/store/secure", text)
        let found = try await ParameterStore(moto).parameters(named: ["/store/secure", "/store/plain", "/store/plain"])
        #expect(found.mapValues { $0.reveal() } == ["/store/plain": "plain", "/store/secure": text])
    }

    @Test("Temporary credentials are accepted with their session token, and refused without")
    func sessionToken() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/session/a", "1")
        let session = moto.sessionCredentials
        let token = try #require(session.sessionToken)
        var environment = [
            "AWS_ACCESS_KEY_ID": session.accessKeyID, "AWS_SECRET_ACCESS_KEY": session.secretAccessKey,
            "AWS_SESSION_TOKEN": token, "AWS_REGION": moto.region, "AWS_ENDPOINT_URL_SSM": moto.endpoint,
        ]
        let store = try ParameterStore(environment: environment, limits: .patient)
        #expect(try await store.parameter(named: "/session/a").reveal() == "1")

        environment["AWS_SESSION_TOKEN"] = nil
        let without = try ParameterStore(environment: environment, limits: .patient)
        let error = try await parametersError { try await without.parameter(named: "/session/a") }
        #expect(error.code == .invalidCredentials)
    }

    @Test("Twenty-five names go in three requests")
    func batches() async throws {
        let moto = try await Moto.start()
        let names = (0..<25).map { "/batch/\($0)" }
        for name in names { try await moto.putParameter(name, "value of \(name)") }
        let found = try await ParameterStore(moto).parameters(named: names + names)
        #expect(
            found.mapValues { $0.reveal() } == Dictionary(uniqueKeysWithValues: names.map { ($0, "value of \($0)") })
        )
        #expect(try await moto.requests().filter { $0.target == "AmazonSSM.GetParameters" }.count == 3)
        await moto.end()
    }

    @Test("A missing parameter names the parameter and the service")
    func missing() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/missing/there", "1")
        let gone = (0..<12).map { "/missing/gone\($0)" }.sorted()
        let store = try ParameterStore(moto)
        let error = try await parametersError { try await store.parameters(named: gone + ["/missing/there"]) }
        #expect(error.code == .parameterNotFound)
        #expect(error.names == gone)
        #expect(error.description.contains("/missing/gone3") && !error.description.contains("/missing/there"))
        #expect(error.description.contains("SSM Parameter Store") && error.description.contains(moto.endpoint))
        #expect(error.description.contains(moto.region))
    }

    @Test("A name with a version gives that version under the name as asked")
    func version() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/version/a", "first")
        try await moto.putParameter("/version/a", "second")
        let store = try ParameterStore(moto)
        #expect(try await store.parameter(named: "/version/a:1").reveal() == "first")
        #expect(try await store.parameter(named: "/version/a").reveal() == "second")
    }

    @Test("A wrong secret key is told from a missing permission")
    func wrongKey() async throws {
        let moto = try await Moto.shared()
        let store = try ParameterStore(moto, secretAccessKey: "planted-wrong-key")
        let error = try await parametersError { try await store.parameter(named: "/any") }
        #expect(error.code == .invalidCredentials)
        #expect(error.serviceCode == "SignatureDoesNotMatch")
        #expect(!printedForms(of: error).contains("planted-wrong-key"))
    }
}
