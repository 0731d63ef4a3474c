/// A failure of the runtime itself or of its talk with the Runtime API.
///
/// ``description`` is safe to log. ``debugDescription`` adds the underlying error.
public struct LambdaRuntimeError: Error, CustomStringConvertible, CustomDebugStringConvertible {
    /// What went wrong.
    public let code: Code
    /// What failed, where, and what to do about it.
    public let message: String
    /// The error this one was made of.
    public let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The code and the message.
    public var description: String { "\(code): \(message)" }

    /// The code, the message and the underlying error.
    public var debugDescription: String {
        guard let underlying else { return description }
        return "\(description) (\(String(reflecting: underlying)))"
    }
}
