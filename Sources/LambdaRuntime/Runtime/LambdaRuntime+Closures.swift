public import Logging
public import NIOCore

extension LambdaRuntime {
    /// Makes a runtime of a closure that writes its response.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and finishes the writer it is given.
    public init(
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: sending @escaping (ByteBuffer, any LambdaResponseStreamWriter, LambdaContext) async throws -> Void
    ) where Handler == StreamingClosureHandler {
        self.init(handler: StreamingClosureHandler(body: body), logger: logger)
    }

    /// Makes a runtime of a closure from bytes to bytes, without a codec between.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and returns the bytes of its answer.
    public init(
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: sending @escaping (ByteBuffer, LambdaContext) async throws -> ByteBuffer
    ) where Handler == BytesClosureHandler {
        self.init(handler: BytesClosureHandler(body: body), logger: logger)
    }
}
