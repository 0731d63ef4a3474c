/// Takes the answer of a ``LambdaWithBackgroundProcessingHandler``.
public protocol LambdaResponseWriter<Output> {
    /// The answer.
    associatedtype Output

    /// Sends the answer and waits until Lambda has accepted it.
    ///
    /// - Parameter output: The answer.
    /// - Throws: What the encoder throws, and the errors of ``LambdaResponseStreamWriter/writeAndFinish(_:)``.
    func write(_ output: Output) async throws
}
