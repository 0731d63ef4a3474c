/// What the AWS Mobile SDK, or the `ClientContext` parameter of the Invoke API, says about the caller.
public struct ClientContext: Codable, Sendable, Hashable {
    /// The application that invoked the function.
    public var client: ClientApplication?
    /// Values set by the caller.
    public var custom: [String: String]?
    /// Settings of the caller's environment.
    public var environment: [String: String]?

    /// Makes a client context.
    ///
    /// - Parameters:
    ///   - client: The application that invoked the function.
    ///   - custom: Values set by the caller.
    ///   - environment: Settings of the caller's environment.
    public init(
        client: ClientApplication? = nil,
        custom: [String: String]? = nil,
        environment: [String: String]? = nil
    ) {
        self.client = client
        self.custom = custom
        self.environment = environment
    }

    private enum CodingKeys: String, CodingKey {
        case client
        case custom
        case environment = "env"
    }
}
