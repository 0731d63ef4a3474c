import ArgumentParser
import DuckDBServerless

/// Why a command did not do its work: one error for each thing that failed, at least one.
struct CommandFailure: Error, CustomStringConvertible {
    let errors: [ExtensionError]

    var description: String {
        errors.map { "error: \($0.debugDescription)" }.joined(separator: "\n")
    }

    /// Runs `body`; its error becomes the only one of a failure.
    static func wrapping<Value: ~Copyable>(
        _ body: () throws(ExtensionError) -> Value
    ) throws(CommandFailure) -> Value {
        do throws(ExtensionError) {
            return try body()
        } catch {
            throw CommandFailure(errors: [error])
        }
    }

    /// The exit code of the first error.
    var exitCode: ExitCode { errors.first?.exitCode ?? .failure }
}

extension ExtensionError {
    /// The code that a command ends with because of it, as `sysexits.h` numbers them.
    var exitCode: ExitCode {
        switch code {
        case .invalidName, .invalidVersion: ExitCode(64)
        case .sourceUnavailable, .notFound, .unreadable: ExitCode(69)
        case .cannotWrite: ExitCode(73)
        default: ExitCode(65)
        }
    }
}

extension CommandFailure: CommandReport {
    private enum Key: CodingKey {
        case errors
    }

    private enum ErrorKey: CodingKey {
        case code, message, remedy, details
    }

    var text: String { description }

    /// Writes `{"errors": [{"code", "message", "remedy", "details"}]}`; empty details are left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .errors)
        for error in errors {
            var entry = list.nestedContainer(keyedBy: ErrorKey.self)
            try entry.encode(error.code.description, forKey: .code)
            try entry.encode(error.message, forKey: .message)
            try entry.encode(error.remedy, forKey: .remedy)
            if !error.details.isEmpty { try entry.encode(error.details, forKey: .details) }
        }
    }
}
