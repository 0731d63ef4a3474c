public import NIOCore

/// The base handler: bytes in, bytes written out as they become ready.
///
/// Everything else (``LambdaHandler``, the closures of ``LambdaRuntime``) is adapted to this protocol. The runtime calls
/// one handler value for one invocation at a time, so an implementation may keep state between invocations.
/// ``LambdaManagedRuntime`` serves a copy of it in each of its loops.
public protocol StreamingLambdaHandler: SendableMetatype {
    /// Handles one invocation.
    ///
    /// Work may go on after the response is finished; Lambda's clock for the invocation runs until this method returns.
    /// - Parameters:
    ///   - event: The payload of the invocation, as received.
    ///   - responseWriter: Takes the response. It must be finished before this method returns, or the invocation fails
    ///     with ``LambdaRuntimeError/Code/responseMissing``.
    ///   - context: The metadata of the invocation.
    /// - Throws: Any error. Before the first byte of the response it becomes the answer of the invocation; in the middle
    ///   of a streamed response it ends the stream with error trailers; after the response is finished it is logged.
    mutating func handle(
        _ event: ByteBuffer,
        responseWriter: some LambdaResponseStreamWriter,
        context: LambdaContext
    ) async throws
}
