import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Secrets Manager, from an endpoint that checks signatures")
struct SecretsManagerTests {
    private func manager(_ moto: Moto) throws -> SecretsManager {
        try SecretsManager(environment: moto.environment, limits: .patient)
    }

    @Test("A text comes back as it was stored, and a binary as Base64 of its bytes")
    func values() async throws {
        let moto = try await Moto.shared()
        let bytes: [UInt8] = [0, 255, 10, 13, 128]
        let (text, binary) = ("values/\(UUID())", "values/\(UUID())")
        try await moto.createSecret(text, #"{"password":"planted p@ss \"w\\ord"}"#)
        try await moto.createBinarySecret(binary, Data(bytes))
        let found = try await manager(moto).parameters(named: [text, binary, text])
        #expect(found[text]?.reveal() == #"{"password":"planted p@ss \"w\\ord"}"#)
        #expect(try found[text]?.field("password").reveal() == #"planted p@ss "w\ord"#)
        #expect(try found[binary]?.revealBase64() == bytes)
    }

    @Test("A stage and a version ID after the name give that version, by name and by ARN")
    func versions() async throws {
        let moto = try await Moto.shared()
        let name = "versions/\(UUID())"
        let first = try await moto.createSecret(name, "planted-first")
        _ = try await moto.putSecretValue(name, "planted-second")
        let manager = try manager(moto)
        let wanted = [
            name: "second", "\(name):AWSCURRENT": "second", "\(name):AWSPREVIOUS": "first",
            "\(name):\(first.versionID)": "first", first.arn: "second", "\(first.arn):AWSPREVIOUS": "first",
        ]
        let found = try await manager.parameters(named: Array(wanted.keys))
        #expect(found.mapValues { $0.reveal() } == wanted.mapValues { "planted-\($0)" })
    }

    @Test("A rotated secret is seen at once by a forced fetch")
    func rotation() async throws {
        let moto = try await Moto.shared()
        let name = "rotation/\(UUID())"
        try await moto.createSecret(name, "planted-old")
        let cache = ParameterCache(try manager(moto))
        #expect(try await cache.parameter(named: name).reveal() == "planted-old")
        _ = try await moto.putSecretValue(name, "planted-new")
        #expect(try await cache.parameter(named: name).reveal() == "planted-old")
        #expect(try await cache.parameters(named: [name], forceFetch: true)[name]?.reveal() == "planted-new")
    }

    @Test("A secret that is not there is named, with the service")
    func missing() async throws {
        let manager = try manager(try await Moto.shared())
        let error = try await parametersError { try await manager.parameter(named: "no/such/secret") }
        #expect(error.code == .parameterNotFound && error.serviceCode == "ResourceNotFoundException")
        #expect(error.names == ["no/such/secret"] && error.service == "Secrets Manager")
    }
}
