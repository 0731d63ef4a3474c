import AWSParameters
import ArgumentParser
import DuckDBClient
import DuckDBLambda
import DuckDBServerless
import Foundation

/// Why a query failed: what is said of it, and the code that the command ends with, as `sysexits.h` numbers them.
struct QueryFailure {
    private let error: any Error
    /// The signal that ended it.
    private let signal: Int32?
    /// The statement, where whoever reads the error wrote it.
    private let sql: String?
    /// The time that it had.
    private let timeout: Duration?

    init(_ error: any Error, signal: Int32? = nil, sql: String? = nil, timeout: Duration? = nil) {
        self.error = error
        self.signal = signal
        self.sql = sql
        self.timeout = timeout
    }

    var exitCode: ExitCode { ExitCode(number) }

    private var number: Int32 {
        if let signal { return 128 + signal }
        switch error {
        case is QueryUsageError: return 64
        case is QueryInputError: return 66
        case let error as QueryRequestError: return error.code == .unknownQuery ? 66 : 65
        case let error as QueryFileError: return [.noQueries, .unreadable].contains(error.code) ? 66 : 65
        case is RefusedStatement: return 65
        case is BootstrapError: return 69
        case let error as ExtensionError: return error.exitCode.rawValue
        case let error as OutputError: return error.isReaderGone ? 141 : 74
        case is ConfigurationError, is AWSParametersError: return 78
        case let error as DuckDBError: return Self.number(of: error.code)
        default: return 70
        }
    }

    private static func number(of code: DuckDBError.Code) -> Int32 {
        switch code {
        case .deadlineExceeded: 75
        case .io, .http, .network, .connection: 69
        case .internal, .fatal, .outOfMemory, .unknown: 70
        default: 65
        }
    }

    /// Says on standard error what is wrong, unless nobody is there who would want to know.
    func report() {
        guard signal == nil, (error as? OutputError)?.isReaderGone != true else { return }
        let line = "error: \(printable(text.replacing("\t", with: "  ")))\n"
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }

    private var text: String {
        if let timeout, (error as? DuckDBError)?.code == .deadlineExceeded {
            return
                "It was not done after \(timeout), and was interrupted. Raise --timeout, or make the statement cheaper."
        }
        guard let error = error as? DuckDBError, let sql, let position = error.position else { return "\(self.error)" }
        let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(position.line - 1) else { return "\(error)" }
        let line = lines[position.line - 1].replacing("\t", with: " ")
        return "\(error)\n\(line)\n\(String(repeating: " ", count: position.column - 1))^"
    }
}
