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
        guard !parameters.texts.contains(where: PathOptions.areIn) else { throw .pathOptions }
    }

    private struct Body: Decodable {
        let query: String
        let parameters: [String: JSONValue]?
    }
}
