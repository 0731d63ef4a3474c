public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension LambdaRuntime {
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
        lambdaHandler: Base
    ) where Handler == LambdaJSONAdapter<Base> {
        self.init(handler: LambdaJSONAdapter(lambdaHandler, decoder: decoder, encoder: encoder), logger: logger)
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
        initialize: @escaping @Sendable () async throws -> Base
    ) where Handler == LambdaJSONAdapter<Base> {
        self.init(logger: logger) {
            LambdaJSONAdapter(try await initialize(), decoder: decoder, encoder: encoder)
        }
    }
}
