/// A ``LambdaHandler`` made of a closure.
public struct ClosureHandler<Event: Decodable, Output: Encodable>: LambdaHandler {
    private let body: @Sendable (Event, LambdaContext) async throws -> Output

    /// Makes a handler of a closure.
    ///
    /// - Parameter body: Handles one invocation and returns its answer.
    public init(body: @escaping @Sendable (Event, LambdaContext) async throws -> Output) {
        self.body = body
    }

    /// Calls the closure.
    ///
    /// - Parameters:
    ///   - event: The decoded payload.
    ///   - context: The metadata of the invocation.
    /// - Returns: What the closure returned.
    /// - Throws: What the closure threw.
    public func handle(_ event: Event, context: LambdaContext) async throws -> Output {
        try await body(event, context)
    }
}
