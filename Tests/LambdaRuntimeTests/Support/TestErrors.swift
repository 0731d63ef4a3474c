import LambdaRuntime

struct OrderFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String = "no such order") { self.description = description }
}

struct BinderFailure: LambdaReportableError {
    let lambdaErrorType = "Function.QueryBinder"
    let lambdaErrorMessage: String
    let lambdaStackTrace = ["first", "second"]
}
