/// The common handler: one decoded event in, one value out.
///
/// ``LambdaRuntime`` decodes the event from JSON and encodes the output as JSON. To go on working after the answer, use
/// ``LambdaWithBackgroundProcessingHandler``; for bytes in and out, or a response sent in pieces, ``StreamingLambdaHandler``.
public protocol LambdaHandler: SendableMetatype {
    /// The payload of the invocation.
    associatedtype Event
    /// The answer of the invocation; `Void` for a handler that returns nothing.
    associatedtype Output

    /// Handles one invocation.
    ///
    /// - Parameters:
    ///   - event: The decoded payload.
    ///   - context: The metadata of the invocation.
    /// - Returns: The value to encode as the response.
    /// - Throws: Any error; it becomes the answer of the invocation, see ``LambdaReportableError``.
    func handle(_ event: Event, context: LambdaContext) async throws -> Output
}
