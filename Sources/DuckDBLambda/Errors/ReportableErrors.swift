public import AWSParameters
public import DuckDBClient
public import DuckDBServerless
public import LambdaRuntime

/// How the errors of the floors below answer an invocation: a type to branch on, and the text that is safe to show.
extension DuckDBError: LambdaReportableError {
    /// `Function.DuckDB` and the engine's class, such as `Function.DuckDBBinder`.
    public var lambdaErrorType: String { "Function.DuckDB" + code.engineName.filter(\.isLetter) }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}

extension BootstrapError: LambdaReportableError {
    /// `Function.Bootstrap` and the code, such as `Function.BootstrapUnreachable`.
    public var lambdaErrorType: String {
        "Function.Bootstrap" + code.description.prefix(1).uppercased() + code.description.dropFirst()
    }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}

extension ExtensionError: LambdaReportableError {
    /// `Function.ExtensionError`.
    public var lambdaErrorType: String { "Function.ExtensionError" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}

extension ConfigurationError: LambdaReportableError {
    /// `Function.ConfigurationError`.
    public var lambdaErrorType: String { "Function.ConfigurationError" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}

extension AWSParametersError: LambdaReportableError {
    /// `Function.AWSParametersError`.
    public var lambdaErrorType: String { "Function.AWSParametersError" }
    /// The description, which is safe to show.
    public var lambdaErrorMessage: String { description }
}
