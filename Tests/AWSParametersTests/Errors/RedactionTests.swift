import AWSParameters
import Foundation
import Testing

@Suite("Redaction")
struct RedactionTests {
    private static let planted = [
        "AKIDEXAMPLE0000PLANTED", "planted-secret-key", "planted-session-token", "planted-value",
    ]

    /// Answers that repeat secrets where a server could, of every kind that becomes an error.
    private static let answers: [FaultServer.Step] = [
        .answer(200, "planted-value"),
        .answer(200, #"{"Parameters":[{"Name":"/a","Value":"planted-value","Version":"x"}]}"#),
        .answer(200, found(["/other": "planted-value"])),
        .answer(302, "planted-value", headers: ["Location": "http://127.0.0.1/planted-value"]),
        .answer(500, "planted-value"),
        .raw("planted-value planted-value\r\n\r\n"),
        .answer(403, "<Error><Code>planted-value</Code></Error>"),
        .answer(400, #"{"__type":"planted-value#planted-value"}"#),
        .answer(
            400,
            #"{"__type":"InvalidSignatureException","message":"should be x-amz-security-token:planted-session-token"}"#
        ),
        .answer(400, #"{"__type":"ValidationException","Message":"cut: planted-session-t…"}"#),
        .answer(400, #"{"__type":"ValidationException","Message":"planted-session-token\u0301"}"#),
        .answer(400, #"{"__type":"ValidationException","Message":"planted%2Dsession%2dtoken"}"#),
        .answer(400, #"{"__type":"AKIDEXAMPLE0000PLANTED"}"#),
        .answer(400, #"{"__type":"AccessDeniedException","Message":"key AKIDEXAMPLE0000PLANTED may not"}"#),
        .answer(400, #"{"__type":"ValidationException","Message":"signed with planted-secret-key"}"#),
    ]

    @Test("No error repeats a value, a credential or what it was signed with", arguments: answers)
    func errors(answer: FaultServer.Step) async throws {
        try await FaultServer.run([answer]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            expectNothingPlanted(in: error)
            #expect(printedForms(of: error).contains("/a"))
        }
    }

    @Test("No form of a credential, a provider, a store or a cache shows what is in it")
    func values() async throws {
        try await FaultServer.run([.answer(200, found(["/a": "planted-value"]))]) { server in
            let store = try ParameterStore(server)
            let cache = ParameterCache(store)
            let values = try await cache.parameters(named: ["/a"])
            #expect(values["/a"]?.reveal() == "planted-value")
            let provider = EnvironmentCredentials(environment: [
                "AWS_ACCESS_KEY_ID": Self.planted[0], "AWS_SECRET_ACCESS_KEY": Self.planted[1],
                "AWS_SESSION_TOKEN": Self.planted[2],
            ])
            let credentials = try provider.credentials()
            #expect(credentials.description.contains("…NTED"))
            let short = AWSCredentials(accessKeyID: "planted-value", secretAccessKey: Secret("planted-secret-key"))
            for value: Any in [values, store, cache, provider, credentials, short, server.endpoint] {
                expectNothingPlanted(in: value)
            }
        }
    }

    @Test("A failing provider of credentials shows none of the environment's other values")
    func partialEnvironment() throws {
        let environment = ["AWS_SECRET_ACCESS_KEY": "planted-secret-key", "AWS_SESSION_TOKEN": "planted-session-token"]
        let provider = EnvironmentCredentials(environment: environment)
        expectNothingPlanted(in: provider)
        let error = try #require(#expect(throws: AWSParametersError.self) { try provider.credentials() })
        expectNothingPlanted(in: error)
    }

    private func expectNothingPlanted(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
        let forms = printedForms(of: value)
        for secret in Self.planted {
            #expect(!forms.contains(secret), sourceLocation: sourceLocation)
        }
    }
}
