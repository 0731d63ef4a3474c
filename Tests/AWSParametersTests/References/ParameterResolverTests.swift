import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Parameters by reference")
struct ParameterResolverTests {
    @Test("References of every scheme are resolved in one call, against real services")
    func everyScheme() async throws {
        let moto = try await Moto.shared()
        let secret = "resolver/\(UUID())"
        try await moto.createSecret(secret, #"{"username":"reader","password":"planted-1","port":5432}"#)
        try await moto.putParameter("/resolver/plain", "planted-2")
        let folder = try ScratchFolder()
        try Data("planted-3\n".utf8).write(to: URL(filePath: folder.path("file")))
        let sources = try ParameterSources(
            environment: moto.environment.merging(["LOCAL": "planted-4"]) { $1 },
            limits: .patient
        )
        let wanted = [
            "secretsmanager:\(secret)#password": "planted-1", "secretsmanager:\(secret)#port": "5432",
            "ssm:/resolver/plain": "planted-2", "file:\(folder.path("file"))": "planted-3", "env:LOCAL": "planted-4",
        ]
        let found = try await ParameterResolver(sources).secrets(wanted.keys.map { try ParameterReference($0) })
        let texts = Dictionary(uniqueKeysWithValues: found.map { ("\($0.key)", $0.value.reveal()) })
        #expect(texts == wanted)
    }

    @Test("Two fields of a secret are one fetch, and a forced fetch sees both rotated")
    func fields() async throws {
        struct Login: Decodable {
            let user: String
            let password: Secret
        }
        let provider = InMemoryParameters(["db": #"{"user":"a","password":"planted-1"}"#])
        let resolver = ParameterResolver(ParameterSources([.secretsManager: provider]))
        #expect(try await resolver.secret("secretsmanager:db#user").reveal() == "a")
        #expect(try await resolver.secret("secretsmanager:db#password").reveal() == "planted-1")
        #expect(provider.calls == [["db"]])
        provider["db"] = Secret(#"{"user":"b","password":"planted-2"}"#)
        let login = try await resolver.value("secretsmanager:db", as: Login.self, forceFetch: true)
        #expect(login.user == "b" && login.password.reveal() == "planted-2")
        #expect(try await resolver.secret("secretsmanager:db#user").reveal() == "b")
        #expect(provider.calls.count == 2)
    }

    @Test("A value of another form is named by its reference, and told without the value")
    func misfit() async throws {
        let provider = InMemoryParameters(["/a": "planted"])
        let resolver = ParameterResolver(ParameterSources([.ssm: provider]))
        for work: () async throws -> Void in [
            { _ = try await resolver.secret("ssm:/a#field") }, { _ = try await resolver.value("ssm:/a", as: Int.self) },
        ] {
            let error = try await parametersError(work)
            #expect(error.code == .invalidValue && error.names.first?.hasPrefix("ssm:/a") == true)
        }
    }
}
