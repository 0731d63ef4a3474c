/// What the engine, or this client, refused, and why.
///
/// `description` is what to log: the class, the first paragraph of the engine's message, and where
/// in the statement. It leaves out the engine's excerpt of the SQL text and its stack traces, masks what looks like a
/// password, token or key, and leaves out the values that did not convert, overflowed or broke a constraint, as far as the
/// engine's wording tells them: not a part of a regular expression that is malformed, nor what `error(…)` says.
/// `debugDescription` has the engine's full message and the statement: it can hold any values of
/// the data.
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

    /// Reads the class off the front of the engine's text, `Binder Error: Table …` becomes code `binder`, unless the engine
    /// gives its number too.
    init(engineText text: String, number: Int? = nil, sql: String? = nil) {
        let parts = text.split(separator: " Error: ", maxSplits: 1)
        let named = parts.count == 2 ? Code(engineName: String(parts[0])) : nil
        // The C API says "invalid", 0, of a class that it has no number for.
        let numbered = number.flatMap { $0 == 0 ? nil : Code(number: $0) }
        self.init(code: numbered ?? named ?? .unknown, message: named == nil ? text : String(parts[1]), sql: sql)
    }

    /// What ended a stream, when this is how the engine says that it has ended: the fetch after the one that failed gets that.
    var causeOfEnd: DuckDBError? {
        let wrapper = "Attempting to execute an unsuccessful or closed pending query result\nError: "
        guard code == .invalidInput, message.hasPrefix(wrapper) else { return nil }
        return DuckDBError(engineText: String(message.dropFirst(wrapper.count)), sql: sql)
    }

    /// Where in the statement the engine points at; nil where it does not, or where that cannot be told for sure.
    ///
    /// Read off the engine's excerpt of the statement. Of a long line the engine shows a part only, and where that part occurs
    /// several times in the line, it may be any of them.
    public var position: StatementPosition? {
        guard let sql, let excerpt = Excerpt(message: message) else { return nil }
        return excerpt.position(in: sql)
    }

    /// The line of the statement that the engine points at, counted from 1, where it says one.
    public var line: Int? { sql == nil ? nil : Excerpt(message: message)?.line }

    /// The first paragraph: what follows is an excerpt of the statement or a stack trace.
    private var summary: String {
        // Before the paragraphs are told apart, for a value can have several.
        let text = message.ranges(of: "\n\nLINE ").last.map { String(message[..<$0.lowerBound]) } ?? message
        let redacted = Redaction.withoutValues(text, of: code)
        return redacted.firstRange(of: "\n\n").map { String(redacted[..<$0.lowerBound]) } ?? redacted
    }
}

extension DuckDBError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Class, first paragraph and line, without credentials, bound values and texts that could not be converted.
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
