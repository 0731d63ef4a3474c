#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The bodies of the `GetSecretValue` operation.
enum GetSecretValue {
    static func requestBody(_ name: SecretName) throws -> [UInt8] {
        try Array(JSONEncoder().encode(Request(name: name)))
    }

    /// The value in an answer, or nil when the body is no answer of this operation.
    static func value(in body: [UInt8]) -> Secret? {
        let response = try? JSONDecoder().decode(Response.self, from: Data(body))
        return (response?.text ?? response?.binary).map(Secret.init)
    }

    private struct Request: Encodable {
        let id: String
        let stage: String?
        let version: String?

        init(name: SecretName) {
            (id, stage, version) = (name.id, name.stage, name.version)
        }

        enum CodingKeys: String, CodingKey {
            case id = "SecretId"
            case stage = "VersionStage"
            case version = "VersionId"
        }
    }

    private struct Response: Decodable {
        let text: String?
        /// Base64 on the wire.
        let binary: String?

        enum CodingKeys: String, CodingKey {
            case text = "SecretString"
            case binary = "SecretBinary"
        }
    }
}
