import ArgumentParser
import DuckDBServerless

/// Why a bake changed nothing: one error for each extension that failed, at least one.
struct BakeFailure: Error, CustomStringConvertible {
    let errors: [ExtensionError]

    var description: String {
        errors.map { "error: \($0.debugDescription)" }.joined(separator: "\n")
    }

    /// Runs `body`; its error becomes the only one of a failure.
    static func wrapping<Value: ~Copyable>(
        _ body: () throws(ExtensionError) -> Value
    ) throws(BakeFailure) -> Value {
        do throws(ExtensionError) {
            return try body()
        } catch {
            throw BakeFailure(errors: [error])
        }
    }

    /// The exit code of the first error.
    var exitCode: ExitCode {
        switch errors.first?.code {
        case .invalidName, .invalidVersion: ExitCode(64)
        case .sourceUnavailable, .notFound, .unreadable: ExitCode(69)
        case .cannotWrite: ExitCode(73)
        default: ExitCode(65)
        }
    }
}
