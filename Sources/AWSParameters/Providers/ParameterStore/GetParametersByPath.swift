#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The bodies of the `GetParametersByPath` operation.
enum GetParametersByPath {
    /// What one answer brings.
    struct Page {
        /// The values by full name.
        let values: [String: Secret]
        /// What to ask for the next page with; nil after the last.
        let nextToken: String?
    }

    static func requestBody(_ path: String, _ token: String?) throws -> [UInt8] {
        try Array(JSONEncoder().encode(Request(path: path, nextToken: token)))
    }

    /// The page in an answer, or nil when the body is no answer of this operation.
    static func page(in body: [UInt8]) -> Page? {
        guard let response = try? JSONDecoder().decode(Response.self, from: Data(body)) else { return nil }
        let values = response.parameters.map { ($0.name, Secret($0.value)) }
        let token = response.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        return Page(values: Dictionary(values) { first, _ in first }, nextToken: token)
    }

    private struct Request: Encodable {
        let path: String
        let nextToken: String?
        let recursive = true
        let withDecryption = true
        /// The most that the service takes.
        let maxResults = 10

        enum CodingKeys: String, CodingKey {
            case path = "Path"
            case nextToken = "NextToken"
            case recursive = "Recursive"
            case withDecryption = "WithDecryption"
            case maxResults = "MaxResults"
        }
    }

    private struct Response: Decodable {
        let parameters: [Parameter]
        let nextToken: String?

        enum CodingKeys: String, CodingKey {
            case parameters = "Parameters"
            case nextToken = "NextToken"
        }
    }

    private struct Parameter: Decodable {
        let name: String
        let value: String

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case value = "Value"
        }
    }
}
