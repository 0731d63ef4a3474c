import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import LambdaRuntime
import Testing

@Suite("Errors as answers")
struct ReportableErrorTests {
    private static let errors: [any LambdaReportableError] = [
        DuckDBError(code: .binder, message: "m"),
        DuckDBError(code: .invalidType, message: "m"),
        BootstrapError(.unreachable, step: "pg_replica", "m", remedy: "r"),
        ExtensionError(.notFound, "m", remedy: "r"),
        ConfigurationError(.missing, variable: "V", expected: "e"),
        DeadlineExceeded(margin: .seconds(1)),
    ]

    @Test("Each has a type that Lambda accepts and a message that says what it is", arguments: errors.indices)
    func types(index: Int) throws {
        let error = Self.errors[index]
        #expect(try /Function\.[A-Z][a-zA-Z]+/.wholeMatch(in: error.lambdaErrorType) != nil)
        #expect(error.lambdaErrorMessage == "\(error)")
    }

    @Test("An engine error's type tells its class")
    func engineClass() {
        #expect(DuckDBError(code: .binder, message: "m").lambdaErrorType == "Function.DuckDBBinder")
        let unreachable = BootstrapError(.unreachable, step: "s", "m", remedy: "r")
        #expect(unreachable.lambdaErrorType == "Function.BootstrapUnreachable")
    }
}
