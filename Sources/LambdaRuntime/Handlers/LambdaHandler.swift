/// The common handler: one decoded event in, one encodable value out.
///
/// ``LambdaRuntime`` decodes the event from JSON and encodes the output as JSON. For bytes in and out, or for a response
/// sent in pieces, use ``StreamingLambdaHandler``.
public protocol LambdaHandler: Sendable {
    /// The payload of the invocation.
    associatedtype Event: Decodable
    /// The answer of the invocation.
    associatedtype Output: Encodable

    /// Handles one invocation.
    ///
    /// - Parameters:
    ///   - event: The decoded payload.
    ///   - context: The metadata of the invocation.
    /// - Returns: The value to encode as the response.
    /// - Throws: Any error; it becomes the answer of the invocation, see ``LambdaReportableError``.
    func handle(_ event: Event, context: LambdaContext) async throws -> Output
}
