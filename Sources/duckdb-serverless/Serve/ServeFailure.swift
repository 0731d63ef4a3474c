import ArgumentParser
import DuckDBServerless
import Foundation
import LambdaRuntime

/// Why the server did not start, or ended.
struct ServeFailure {
    private let error: any Error

    init(_ error: any Error) { self.error = error }

    /// A variable of the local server cannot be used.
    struct Configuration: Error, CustomStringConvertible {
        let description: String
    }

    var exitCode: ExitCode {
        if error is Configuration { return ExitCode(78) }
        guard let error = error as? LambdaRuntimeError else {
            return QueryFailure(error).exitCode
        }
        return ExitCode(error.code == .invalidConfiguration ? 69 : 70)
    }

    /// Says on standard error what is wrong, unless the runtime has logged it.
    func report() {
        guard !(error is LambdaRuntimeError) else { return }
        FileHandle.standardError.write(Data("error: \(printable("\(error)"))\n".utf8))
    }
}
