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

    var text: String { description }

    /// Writes `{"errors": [{"code", "message", "remedy", "details"}]}`; empty details are left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(errors.map(EncodableError.init), forKey: .errors)
    }
}

/// An error as an object of JSON.
struct EncodableError: Encodable {
    let code: String
    let message: String
    let remedy: String
    let details: String?

    init(_ error: ExtensionError) {
        code = error.code.description
        message = error.message
        remedy = error.remedy
        details = error.details.isEmpty ? nil : error.details
    }
}
