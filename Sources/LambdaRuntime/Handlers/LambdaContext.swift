public import Logging

/// The metadata of one invocation.
public struct LambdaContext: Sendable {
    /// The identifier of the request, the same in Lambda's own log lines.
    public let requestID: String
    /// The X-Ray trace header; empty when Lambda sent none.
    ///
    /// Also found in the environment variable `_X_AMZN_TRACE_ID` while the invocation runs.
    public let traceID: String
    /// The tenant of a function with tenant isolation.
    public let tenantID: String?
    /// The ARN the caller used: of the function, a version or an alias.
    public let invokedFunctionARN: String
    /// When Lambda will stop the function, by the wall clock.
    public let deadline: LambdaClock.Instant
    /// The Amazon Cognito identity of the caller, as the JSON text Lambda sent.
    public let cognitoIdentity: String?
    /// What the caller said about itself; `nil` when it said nothing or nothing that could be read.
    public let clientContext: ClientContext?
    /// A logger that adds `requestId`, `traceId` and `tenantId` to each line; also the `Logger.current` of the handler's task.
    public let logger: Logger
    /// The group of the function's logs in CloudWatch; empty where there is none.
    public let logGroupName: String
    /// The stream of this environment's logs in that group; empty where there is none.
    public let logStreamName: String

    /// Makes a context, as the runtime does for each invocation; of use in tests of a handler.
    ///
    /// - Parameters:
    ///   - requestID: The identifier of the request.
    ///   - traceID: The X-Ray trace header, or an empty text.
    ///   - tenantID: The tenant of a function with tenant isolation.
    ///   - invokedFunctionARN: The ARN the caller used.
    ///   - deadline: When Lambda will stop the function.
    ///   - cognitoIdentity: The Amazon Cognito identity as JSON text.
    ///   - clientContext: What the caller said about itself.
    ///   - logger: The logger to extend with the identifiers of the invocation.
    ///   - logGroupName: The group of the function's logs.
    ///   - logStreamName: The stream of this environment's logs.
    public init(
        requestID: String,
        traceID: String,
        tenantID: String?,
        invokedFunctionARN: String,
        deadline: LambdaClock.Instant,
        cognitoIdentity: String? = nil,
        clientContext: ClientContext? = nil,
        logger: Logger,
        logGroupName: String? = nil,
        logStreamName: String? = nil
    ) {
        var logger = logger
        logger[metadataKey: "requestId"] = "\(requestID)"
        if !traceID.isEmpty { logger[metadataKey: "traceId"] = "\(traceID)" }
        if let tenantID { logger[metadataKey: "tenantId"] = "\(tenantID)" }
        self.requestID = requestID
        self.traceID = traceID
        self.tenantID = tenantID
        self.invokedFunctionARN = invokedFunctionARN
        self.deadline = deadline
        self.cognitoIdentity = cognitoIdentity
        self.clientContext = clientContext
        self.logger = logger
        self.logGroupName = logGroupName ?? ""
        self.logStreamName = logStreamName ?? ""
    }

    /// The time left until Lambda stops the function.
    ///
    /// - Returns: The time left by the wall clock; negative when the deadline has passed.
    public func getRemainingTime() -> Duration {
        LambdaClock().now.duration(to: deadline)
    }
}
