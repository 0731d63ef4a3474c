public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension LambdaRuntime {
    /// Makes a runtime of a closure from a decoded event to an encodable output, with JSON in and out.
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
        body: sending @escaping (Event, LambdaContext) async throws -> Output
    ) where Handler == LambdaJSONAdapter<ClosureHandler<Event, Output>> {
        self.init(decoder: decoder, encoder: encoder, logger: logger, lambdaHandler: ClosureHandler(body: body))
    }

    /// Makes a runtime of a closure that takes a decoded event and returns nothing; the answer is JSON `null`.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - body: Handles one invocation.
    public init<Event: Decodable>(
        decoder: JSONDecoder = JSONDecoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        body: sending @escaping (Event, LambdaContext) async throws -> Void
    ) where Handler == LambdaJSONVoidAdapter<ClosureHandler<Event, Void>> {
        self.init(decoder: decoder, logger: logger, lambdaHandler: ClosureHandler(body: body))
    }

    /// Makes a runtime for a ``LambdaHandler`` that is ready, with JSON in and out.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - encoder: Encodes the output.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - lambdaHandler: The handler to serve.
    public init<Base: LambdaHandler>(
        decoder: JSONDecoder = JSONDecoder(),
        encoder: JSONEncoder = JSONEncoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        lambdaHandler: sending Base
    ) where Handler == LambdaJSONAdapter<Base> {
        let adapter = LambdaHandlerAdapter(handler: lambdaHandler)
        self.init(handler: LambdaCodableAdapter(encoder: encoder, decoder: decoder, handler: adapter), logger: logger)
    }

    /// Makes a runtime for a ``LambdaHandler`` that is ready and returns nothing; the answer is JSON `null`.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - lambdaHandler: The handler to serve.
    public init<Base: LambdaHandler>(
        decoder: JSONDecoder = JSONDecoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        lambdaHandler: sending Base
    ) where Handler == LambdaJSONVoidAdapter<Base> {
        let adapter = LambdaHandlerAdapter(handler: lambdaHandler)
        self.init(handler: LambdaCodableAdapter(decoder: decoder, handler: adapter), logger: logger)
    }

    /// Makes a runtime whose ``LambdaHandler`` is made in the INIT phase of the environment, with JSON in and out.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - encoder: Encodes the output.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - initialize: Makes the handler; called once by ``run()``. Its error is posted to `/runtime/init/error`.
    public init<Base: LambdaHandler>(
        decoder: JSONDecoder = JSONDecoder(),
        encoder: JSONEncoder = JSONEncoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        initialize: @escaping @Sendable () async throws -> sending Base
    ) where Handler == LambdaJSONAdapter<Base>, Base.Event: SendableMetatype, Base.Output: SendableMetatype {
        self.init(logger: logger) {
            let adapter = LambdaHandlerAdapter(handler: try await initialize())
            return LambdaCodableAdapter(encoder: encoder, decoder: decoder, handler: adapter)
        }
    }

    /// Makes a runtime whose ``LambdaHandler`` is made in the INIT phase and returns nothing; the answer is JSON `null`.
    ///
    /// - Parameters:
    ///   - decoder: Decodes the event.
    ///   - logger: Logs what the runtime has to say, and is the base of ``LambdaContext/logger``.
    ///   - initialize: Makes the handler; called once by ``run()``. Its error is posted to `/runtime/init/error`.
    public init<Base: LambdaHandler>(
        decoder: JSONDecoder = JSONDecoder(),
        logger: Logger = Logger(label: "LambdaRuntime"),
        initialize: @escaping @Sendable () async throws -> sending Base
    ) where Handler == LambdaJSONVoidAdapter<Base>, Base.Event: SendableMetatype {
        self.init(logger: logger) {
            let adapter = LambdaHandlerAdapter(handler: try await initialize())
            return LambdaCodableAdapter(decoder: decoder, handler: adapter)
        }
    }
}
