public import Logging
public import NIOCore

extension LambdaManagedRuntime {
    /// Makes a runtime of a closure that writes its response.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and finishes the writer it is given.
    public init(
        logger: Logger = Logger(label: "LambdaManagedRuntime"),
        body: @escaping @Sendable (ByteBuffer, any LambdaResponseStreamWriter, LambdaContext) async throws -> Void
    ) where Handler == StreamingClosureHandler {
        self.init(logger: logger) { { StreamingClosureHandler(body: body) } }
    }

    /// Makes a runtime of a closure from bytes to bytes, without a codec between.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and returns the bytes of its answer.
    public init(
        logger: Logger = Logger(label: "LambdaManagedRuntime"),
        body: @escaping @Sendable (ByteBuffer, LambdaContext) async throws -> ByteBuffer
    ) where Handler == BytesClosureHandler {
        self.init(logger: logger) { { BytesClosureHandler(body: body) } }
    }
}
