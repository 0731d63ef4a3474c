extension LambdaRuntimeError: LambdaReportableError {
    /// `Runtime.` and the code, such as `Runtime.ResponseTooLarge`.
    public var lambdaErrorType: String {
        "Runtime." + code.description.prefix(1).uppercased() + code.description.dropFirst()
    }

    /// The message.
    public var lambdaErrorMessage: String { message }
}
