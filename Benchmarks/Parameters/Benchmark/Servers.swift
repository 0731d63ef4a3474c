import BenchmarkSupport
import Foundation
import LocalServices

/// Where the parameter is fetched from: Moto, which checks signatures, and a server that answers at once.
struct Servers {
    private let parameter: String
    private let moto: Moto
    private let tls: Moto.TLS
    private let plainAnswer: AnswerAtOnce
    private let tlsAnswer: AnswerAtOnce
    private let folder: ScratchFolder
    /// The system's authorities and the servers' own.
    private let manyAuthorities: String
    private let authorityCount: Int

    private static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

    init(parameter name: String) async throws {
        parameter = name
        moto = try await Moto.start()
        try await moto.putParameter(name, "value")
        tls = try await moto.openTLS()
        plainAnswer = try await AnswerAtOnce(parameter: name)
        tlsAnswer = try await AnswerAtOnce(parameter: name, certificate: tls.certificate)
        folder = try ScratchFolder()
        let pem =
            try Data(contentsOf: URL(filePath: Self.systemAuthorities))
            + Data(contentsOf: URL(filePath: tls.certificateAuthority))
        manyAuthorities = try folder.write(pem, as: "authorities.pem")
        authorityCount = String(decoding: pem, as: UTF8.self).split(separator: "-----BEGIN CERTIFICATE-----").count
    }

    func end() async {
        await moto.end()
    }

    var fetches: [Fetch] {
        let many = "\(authorityCount) authorities"
        return [
            local,
            fetch("at once, HTTP", "http://127.0.0.1:\(plainAnswer.port)"),
            fetch("at once, TLS, 1 authority", "https://127.0.0.1:\(tlsAnswer.port)", tls.certificateAuthority),
            fetch("at once, TLS, \(many)", "https://127.0.0.1:\(tlsAnswer.port)", manyAuthorities),
            fetch("Moto, HTTP", moto.endpoint),
            fetch("Moto, TLS, 1 authority", tls.endpoint, tls.certificateAuthority),
            fetch("Moto, TLS, \(many)", tls.endpoint, manyAuthorities),
        ]
    }

    /// What a function pays that has its parameters elsewhere: the endpoints are AWS's own, and nothing is sent to them.
    private var local: Fetch {
        let variables = variables.merging(["PARAMETER": "value"]) { $1 }
        return Fetch(name: Self.local, reference: "env:PARAMETER", environment: variables)
    }

    static let local = "a variable, no request"

    private func fetch(_ name: String, _ endpoint: String, _ authorities: String? = nil) -> Fetch {
        var variables = variables
        variables["AWS_ENDPOINT_URL_SSM"] = endpoint
        variables["AWS_CA_BUNDLE"] = authorities
        return Fetch(name: name, reference: "ssm:\(parameter)", environment: variables)
    }

    private var variables: [String: String] {
        var variables = [
            "AWS_ACCESS_KEY_ID": moto.credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": moto.credentials.secretAccessKey,
            "AWS_REGION": moto.region, "AWS_EC2_METADATA_DISABLED": "true",
        ]
        // Where the Swift libraries may be.
        variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        return variables
    }
}
