/// An error that says how it wants to be reported to Lambda.
///
/// Any other error is reported with the type `Function.<name of its Swift type>`, the message `String(describing:)` and
/// no stack trace.
public protocol LambdaReportableError: Error {
    /// The type of the error, such as `Function.OrderNotFound`.
    ///
    /// Lambda takes only `(Runtime|Function)\.[A-Z][a-zA-Z]+`. What does not fit is made to: `Function.` is put in front
    /// when neither prefix is there, and other characters than letters are left out.
    var lambdaErrorType: String { get }

    /// The message the caller of the function reads; it must hold no secret.
    var lambdaErrorMessage: String { get }

    /// The frames of a stack trace, innermost first; none by default.
    var lambdaStackTrace: [String] { get }
}

extension LambdaReportableError {
    /// No frames.
    public var lambdaStackTrace: [String] { [] }
}
