/// Why a bootstrap step failed: which step, what happened, what to do.
///
/// The step left no trace and is tried again when it is next needed. `description` is safe to log: secrets are bound, so
/// the engine's text has none, and what still looks like one is masked.
public struct BootstrapError: Error, Sendable {
    /// The kind of failure, to branch on.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// A secret that the step needs could not be had.
        public static let secretUnavailable = Code(description: "secretUnavailable")
        /// The server did not answer: wrong host or port, no route, a security group, a server that is down.
        public static let unreachable = Code(description: "unreachable")
        /// The server refused the user or password.
        public static let authenticationFailed = Code(description: "authenticationFailed")
        /// Two steps of an engine have one name.
        public static let duplicateStep = Code(description: "duplicateStep")
        /// The step's time was over before it was done.
        public static let timedOut = Code(description: "timedOut")
        /// A step builds on itself, by way of others.
        public static let circularRequirement = Code(description: "circularRequirement")
        /// A database is awake with other steps than were asked for.
        public static let conflictingBootstrap = Code(description: "conflictingBootstrap")
        /// The step asks for what a step may not do.
        public static let notAllowed = Code(description: "notAllowed")
        /// Anything else that the engine or the server said.
        public static let attachFailed = Code(description: "attachFailed")
    }

    /// The kind of failure.
    public let code: Code
    /// The step's name, such as `pg_replica`.
    public let step: String
    /// What happened.
    public let message: String
    /// What to do about it.
    public let remedy: String
    /// The error that caused this one.
    public let underlying: (any Error)?

    /// Makes an error.
    public init(_ code: Code, step: String, _ message: String, remedy: String, underlying: (any Error)? = nil) {
        self.code = code
        self.step = step
        self.message = message
        self.remedy = remedy
        self.underlying = underlying
    }
}

extension BootstrapError {
    static func timedOut(_ step: String, _ timeout: Duration) -> BootstrapError {
        BootstrapError(
            .timedOut,
            step: step,
            "It was not done after \(timeout), and was left behind.",
            remedy: "Check that the function's network reaches its server, or raise the step's timeout; "
                + "a later query tries again."
        )
    }
}

extension BootstrapError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Step, cause and remedy: safe to log.
    public var description: String { "Bootstrap step \"\(step)\" failed: \(message) \(remedy) [\(code)]" }

    /// The same with the underlying error in full.
    public var debugDescription: String {
        description + (underlying.map { "\nCaused by: \(String(reflecting: $0))" } ?? "")
    }
}
