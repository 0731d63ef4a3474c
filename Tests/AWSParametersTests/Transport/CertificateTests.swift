import AWSParameters
import Foundation
import LocalServices
import Testing

@Suite("Certificates of an endpoint over TLS")
struct CertificateTests {
    @Test("An authority in the file of AWS_CA_BUNDLE is trusted, alone or among others")
    func trusted() async throws {
        let moto = try await Moto.shared()
        try await moto.putParameter("/certificates/a", "value")
        let tls = try await moto.openTLS()
        let other = try await moto.openTLS()
        let folder = try ScratchFolder()
        let both = try [other, tls].reduce(into: Data()) { $0 += try pem($1.certificateAuthority) }
        for bundle in [tls.certificateAuthority, try folder.write(both, as: "both.pem")] {
            let store = try store(of: moto, at: tls.endpoint, bundle: bundle)
            #expect(try await store.parameter(named: "/certificates/a").reveal() == "value")
        }
    }

    @Test("Without it the error says that the certificate is not trusted, and how to trust it")
    func untrusted() async throws {
        let moto = try await Moto.shared()
        let tls = try await moto.openTLS()
        let other = try await moto.openTLS()
        for bundle in [nil, other.certificateAuthority] {
            let store = try store(of: moto, at: tls.endpoint, bundle: bundle)
            let error = try await parametersError { try await store.parameter(named: "/certificates/a") }
            #expect(error.code == .connectionFailed)
            #expect(error.description.contains("certificate is not trusted"))
            #expect(error.description.contains("AWS_CA_BUNDLE") && error.description.contains(tls.endpoint))
            #expect(error.debugDescription.contains("CERTIFICATE_VERIFY_FAILED"))
        }
    }

    @Test("A trusted certificate for another host is refused, and told from an untrusted one")
    func otherHost() async throws {
        let moto = try await Moto.shared()
        let tls = try await moto.openTLS(host: "elsewhere.example")
        let store = try store(of: moto, at: tls.endpoint, bundle: tls.certificateAuthority)
        let error = try await parametersError { try await store.parameter(named: "/certificates/a") }
        #expect(error.code == .connectionFailed)
        #expect(error.description.contains("certificate is for another host"))
        #expect(error.description.contains("AWS_ENDPOINT_URL_SSM") && !error.description.contains("not trusted"))
    }

    @Test("A server that answers a handshake with something else has no certificate to blame")
    func brokenHandshake() async throws {
        let moto = try await Moto.shared()
        // A port that speaks plain HTTP.
        let store = try store(of: moto, at: moto.endpoint.overTLS, bundle: nil)
        let error = try await parametersError { try await store.parameter(named: "/certificates/a") }
        #expect(error.code == .connectionFailed)
        #expect(error.description.contains("No connection") && !error.description.contains("certificate is"))
    }

    @Test(
        "A bundle without a usable certificate is told by its variable before anything is sent",
        arguments: [
            nil, "", "planted, but no certificate\n",
            "-----BEGIN CERTIFICATE-----\ncGxhbnRlZA==\n-----END CERTIFICATE-----\n",
        ]
    )
    func unusable(content: String?) async throws {
        let moto = try await Moto.shared()
        let folder = try ScratchFolder()
        let bundle = folder.path("bundle.pem")
        if let content { try folder.write(Data(content.utf8), as: "bundle.pem") }
        try await FaultServer.run([.answer(200, found(["/certificates/a": "value"]))]) { server in
            let store = try store(of: moto, at: server.endpoint.overTLS, bundle: bundle)
            let error = try await parametersError { try await store.parameter(named: "/certificates/a") }
            #expect(error.code == .invalidConfiguration)
            #expect(error.description.contains("AWS_CA_BUNDLE"))
            #expect(!printedForms(of: error).contains("planted"))
            // The server accepts in turn: had anything come before this one, it would be counted too.
            _ = try await ParameterStore(server).parameter(named: "/certificates/a")
            #expect(server.connectionCount == 1)
        }
    }

    private func store(of moto: Moto, at endpoint: String, bundle: String?) throws -> ParameterStore {
        var environment = [
            "AWS_ACCESS_KEY_ID": moto.credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": moto.credentials.secretAccessKey,
            "AWS_REGION": moto.region, "AWS_ENDPOINT_URL_SSM": endpoint, "AWS_EC2_METADATA_DISABLED": "true",
        ]
        environment["AWS_CA_BUNDLE"] = bundle
        return try ParameterStore(environment: environment, limits: .patient)
    }

    private func pem(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }
}

extension String {
    fileprivate var overTLS: String { replacing("http://", with: "https://") }
}
