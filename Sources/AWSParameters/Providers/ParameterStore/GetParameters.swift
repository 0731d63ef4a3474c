#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The bodies of the `GetParameters` operation.
enum GetParameters {
    /// The most names that the service takes in one request.
    static let maximumNames = 10

    static func requestBody(_ names: [String]) throws -> [UInt8] {
        try Array(JSONEncoder().encode(Request(names: names)))
    }

    /// The values found for names as they were asked for, or nil when the body is no answer of this operation.
    static func values(of names: [String], in body: [UInt8]) -> [String: Secret]? {
        guard let response = try? JSONDecoder().decode(Response.self, from: Data(body)) else { return nil }
        var found: [String: Secret] = [:]
        for name in names {
            found[name] = response.parameters.first { $0.answers(to: name) }.map { Secret($0.value) }
        }
        return found
    }

    private struct Request: Encodable {
        let names: [String]
        let withDecryption = true

        enum CodingKeys: String, CodingKey {
            case names = "Names"
            case withDecryption = "WithDecryption"
        }
    }

    private struct Response: Decodable {
        let parameters: [Parameter]

        enum CodingKeys: String, CodingKey {
            case parameters = "Parameters"
        }
    }

    private struct Parameter: Decodable {
        let name: String
        let value: String
        let arn: String?
        let version: Int?
        /// The colon and the version or label that was asked for, when one was.
        let selector: String?

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case value = "Value"
            case arn = "ARN"
            case version = "Version"
            case selector = "Selector"
        }

        /// Whether this is what was asked for by the given name, which may be an ARN and may carry a selector.
        func answers(to requested: String) -> Bool {
            [name, arn].compactMap { $0 }.contains { base in
                guard let selector else { return requested == base || requested == "\(base):\(version ?? 0)" }
                return requested == base + selector
            }
        }
    }
}
