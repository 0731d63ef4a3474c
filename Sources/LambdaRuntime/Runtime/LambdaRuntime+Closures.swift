public import Logging
public import NIOCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension LambdaRuntime {
    /// Makes a runtime of a closure that writes its response.
    ///
    /// - Parameters:
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and finishes the writer it is given.
    public init(
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: @escaping @Sendable (ByteBuffer, any LambdaResponseStreamWriter, LambdaContext) async throws -> Void
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
        body: @escaping @Sendable (ByteBuffer, LambdaContext) async throws -> ByteBuffer
    ) where Handler == BytesClosureHandler {
        self.init(handler: BytesClosureHandler(body: body), logger: logger)
    }

    /// Makes a runtime of a closure from a decoded event to an encodable output.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - encoder: Encodes the output.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation and returns its answer.
    public init<Event: Decodable, Output: Encodable>(
        decoder: JSONDecoder = JSONDecoder(),
        encoder: JSONEncoder = JSONEncoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: @escaping @Sendable (Event, LambdaContext) async throws -> Output
    ) where Handler == LambdaJSONAdapter<ClosureHandler<Event, Output>> {
        self.init(decoder: decoder, encoder: encoder, logger: logger, lambdaHandler: ClosureHandler(body: body))
    }

    /// Makes a runtime of a closure that takes a decoded event and returns nothing; the answer is JSON `null`.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation.
    public init<Event: Decodable & SendableMetatype>(
        decoder: JSONDecoder = JSONDecoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: @escaping @Sendable (Event, LambdaContext) async throws -> Void
    ) where Handler == LambdaJSONAdapter<ClosureHandler<Event, LambdaVoidOutput>> {
        let handler = ClosureHandler { (event: Event, context: LambdaContext) in
            try await body(event, context)
            return LambdaVoidOutput()
        }
        self.init(decoder: decoder, logger: logger, lambdaHandler: handler)
    }
}
