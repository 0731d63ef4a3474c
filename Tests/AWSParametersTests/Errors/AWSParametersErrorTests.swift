import AWSParameters
import Testing

@Suite("Errors")
struct AWSParametersErrorTests {
    @Test("A description is one line that begins with the code and lists at most twenty names")
    func description() async throws {
        try await FaultServer.run([.answer(200, found([:]))]) { server in
            let store = try ParameterStore(server)
            let names = (10..<40).map { "/many/\($0)" }
            let error = try await parametersError { try await store.parameters(named: names) }
            #expect(error.names == names)
            #expect(error.description.hasPrefix("parameterNotFound: "))
            #expect(error.description.contains("/many/29 and 10 more"))
            #expect(!error.description.contains("/many/30") && !error.description.contains("\n"))
        }
    }
}
