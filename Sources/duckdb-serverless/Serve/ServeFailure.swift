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
        switch error {
        case is Configuration: ExitCode(78)
        case is AddressFailure: ExitCode(69)
        case let error as LambdaRuntimeError: ExitCode(error.code == .invalidConfiguration ? 78 : 70)
        default: QueryFailure(error).exitCode
        }
    }

    /// Says on standard error what is wrong.
    func report() {
        let text = (error as? LambdaRuntimeError)?.message ?? "\(error)"
        try? FileHandle.standardError.write(contentsOf: Data("error: \(printable(text))\n".utf8))
    }
}
