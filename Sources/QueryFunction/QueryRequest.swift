internal import DuckDBClient
internal import DuckDBServerless
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The event that the function answers: `{"query": NAME, "parameters": {…}}`.
struct QueryRequest: Sendable {
    let query: String
    let parameters: Parameters

    /// - Throws: `QueryFunctionError.invalidEvent`, or `pathOptions`.
    init(_ event: ByteBuffer) throws(QueryFunctionError) {
        do {
            let body = try JSONDecoder().decode(Body.self, from: Data(event.readableBytesView))
            query = body.query
            parameters = .named((body.parameters ?? [:]).mapValues(\.value))
        } catch {
            throw .invalidEvent
        }
        guard !parameters.texts.contains(where: Self.hasPathOptions) else { throw .pathOptions }
    }

    /// `s3://bucket/key?s3_endpoint=…` would send the role's signature and session token wherever the caller wants.
    private static func hasPathOptions(_ text: String) -> Bool {
        text.contains(/(?i)(s3|s3a|s3n|gcs|gs|r2|hf):\/\/[^?]*\?/)
    }

    private struct Body: Decodable {
        let query: String
        let parameters: [String: JSONValue]?
    }
}
