import AWSParameters
import LocalServices
import Testing

@Suite("Parameter Store, by path")
struct ParameterStorePathTests {
    @Test("All parameters under a path come back by their relative names, over several pages, and none beside it")
    func path() async throws {
        let moto = try await Moto.start()
        for index in 0..<23 { try await moto.putParameter("/path/db/p\(index)", "planted-\(index)") }
        try await moto.putParameter("/path/db/pool/size", "7", secure: false)
        try await moto.putParameter("/path/dbx", "beside")
        let store = try ParameterStore(moto)
        let found = try await store.parameters(underPath: "/path/db")
        #expect(found.count == 24)
        #expect(found["p22"]?.reveal() == "planted-22" && found["pool/size"]?.reveal() == "7")
        #expect(try await store.parameters(underPath: "/path/db/").count == 24)
        #expect(try await store.parameters(underPath: "/path/none").isEmpty)
        let pages = try await moto.requests().filter { $0.target == "AmazonSSM.GetParametersByPath" }
        #expect(pages.count == 7)
        await moto.end()
    }

    @Test("A name that ends in a slash is a JSON object of what is under it, in the same call as plain names")
    func object() async throws {
        struct Pool: Decodable, Equatable {
            let size: String
            let password: Secret
        }
        let moto = try await Moto.shared()
        try await moto.putParameter("/object/pool/size", "7")
        try await moto.putParameter("/object/pool/password", "planted \"quoted\" \\ ü")
        try await moto.putParameter("/object/plain", "1")
        let store = try ParameterStore(moto)
        let found = try await store.parameters(named: ["/object/pool/", "/object/plain"])
        let pool = try found["/object/pool/"]?.reveal(as: Pool.self)
        #expect(pool == Pool(size: "7", password: Secret("planted \"quoted\" \\ ü")))
        #expect(found["/object/plain"]?.reveal() == "1")
        let error = try await parametersError { try await store.parameter(named: "/object/none/") }
        #expect(error.code == .parameterNotFound && error.names == ["/object/none/"])
    }

    @Test("A denied path names the action and both resources")
    func accessDenied() async throws {
        try await FaultServer.run([.answer(400, #"{"__type":"AccessDeniedException"}"#)]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameters(underPath: "/prod/") }
            #expect(error.code == .accessDenied)
            #expect(error.description.contains("ssm:GetParametersByPath"))
            #expect(error.description.contains("parameter/prod, arn:aws:ssm:eu-central-1:*:parameter/prod/*"))
        }
    }

    @Test(
        "Pages that never end, and parameters of another path, are no answer",
        arguments: [
            #"{"Parameters":[{"Name":"/a/b","Value":"planted"}],"NextToken":"again"}"#,
            #"{"Parameters":[{"Name":"/other","Value":"planted"}]}"#,
            #"{"NextToken":"again"}"#,
        ]
    )
    func invalid(answer: String) async throws {
        try await FaultServer.run([.answer(200, answer)]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameters(underPath: "/a") }
            #expect(error.code == .invalidResponse)
            #expect(server.requests.count <= 2)
        }
    }
}
