/// What the engine, or this client, refused, and why.
///
/// `description` is safe to log and to hand to a caller: the class, the first paragraph of the engine's message, and where
/// in the statement. It leaves out the engine's excerpt of the SQL text and its stack traces, masks what looks like a
/// password, token or key, and of a value that could not be converted shows nothing. `debugDescription` has the engine's full
/// message and the statement: it can hold values of the data.
public struct DuckDBError: Error, Sendable, Hashable {
    /// What kind of failure this is.
    public let code: Code
    /// The engine's message without its class prefix, or this client's own.
    public let message: String
    /// The statement, where there was one.
    public let sql: String?

    /// Makes an error.
    public init(code: Code, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// Reads the class off the front of the engine's text: `Binder Error: Table …` becomes code `binder`.
    init(engineText text: String, sql: String? = nil) {
        let parts = text.split(separator: " Error: ", maxSplits: 1)
        guard parts.count == 2, let code = Code(engineName: String(parts[0])) else {
            self.init(code: .unknown, message: text, sql: sql)
            return
        }
        self.init(code: code, message: String(parts[1]), sql: sql)
    }

    /// The line of the statement that the engine points at, counted from 1, where it says one.
    public var line: Int? {
        guard let marker = message.firstRange(of: "\n\nLINE ") else { return nil }
        return Int(message[marker.upperBound...].prefix { $0.isNumber })
    }

    /// The first paragraph: what follows is an excerpt of the statement or a stack trace.
    private var summary: String {
        let summary = message.firstRange(of: "\n\n").map { String(message[..<$0.lowerBound]) } ?? message
        return code == .conversion ? Redaction.withoutQuotedText(summary) : summary
    }
}

extension DuckDBError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Class, first paragraph and line: safe to log.
    public var description: String {
        let place = line.map { " (line \($0) of the statement)" } ?? ""
        return "\(code.engineName) Error: \(Redaction.masked(summary))\(place)"
    }

    /// The engine's whole message and the statement.
    public var debugDescription: String {
        let statement = sql.map { "\nStatement: \($0)" } ?? ""
        return "\(code.engineName) Error: \(message)\(statement)"
    }
}
