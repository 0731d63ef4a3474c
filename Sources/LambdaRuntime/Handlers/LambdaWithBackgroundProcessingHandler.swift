/// A handler that writes its answer instead of returning it, and may go on working afterwards.
///
/// Serve it through ``LambdaCodableAdapter``. Lambda's clock for the invocation, and its bill, run until the method returns.
public protocol LambdaWithBackgroundProcessingHandler: SendableMetatype {
    /// The payload of the invocation.
    associatedtype Event
    /// The answer of the invocation; `Void` for an empty one.
    associatedtype Output

    /// Handles one invocation.
    ///
    /// - Parameters:
    ///   - event: The decoded payload.
    ///   - outputWriter: Takes the answer, once.
    ///   - context: The metadata of the invocation.
    /// - Throws: Any error. Before the answer is written it becomes the answer of the invocation, afterwards it is logged.
    func handle(
        _ event: Event,
        outputWriter: some LambdaResponseWriter<Output>,
        context: LambdaContext
    ) async throws
}
