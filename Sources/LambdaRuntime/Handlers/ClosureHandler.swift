/// A ``LambdaHandler`` made of a closure.
public struct ClosureHandler<Event: Decodable, Output>: LambdaHandler {
    private let body: (Event, LambdaContext) async throws -> Output

    /// Makes a handler of a closure that returns its answer.
    ///
    /// - Parameter body: Handles one invocation and returns its answer.
    public init(body: sending @escaping (Event, LambdaContext) async throws -> Output) where Output: Encodable {
        self.body = body
    }

    /// Makes a handler of a closure that returns nothing.
    ///
    /// - Parameter body: Handles one invocation.
    public init(body: sending @escaping (Event, LambdaContext) async throws -> Void) where Output == Void {
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
