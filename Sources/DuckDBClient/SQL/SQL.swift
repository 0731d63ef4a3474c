/// A statement, or a part of one, with the values that were interpolated into its text.
///
/// A string literal is one, and what is interpolated becomes a parameter of the statement, never a part of its text:
///
/// ```swift
/// let name = "O'Hara"
/// try connection.fetchAll("SELECT * FROM people WHERE name = \(name)")
/// ```
///
/// runs `SELECT * FROM people WHERE name = ?` with the name bound. Parts that no parameter can stand for are interpolated
/// as ``identifier(_:)`` or ``literal(_:)``, and other `SQL` keeps its own values. Text that is made at run time takes the
/// one way around all this, ``init(unsafe:)``.
public struct SQL: Sendable, Hashable {
    /// The text, with `?` for each interpolated value.
    public private(set) var text: String
    /// The interpolated values, in the order of their `?`.
    public private(set) var values: [Value] = []

    /// Takes text as it is, as a statement.
    ///
    /// Whoever wrote the text can do with the database what the connection can do. Never put values into it.
    public init(unsafe text: String) {
        self.text = text
    }

    /// Two parts, one after the other.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    mutating func append(_ other: SQL) {
        text += other.text
        values += other.values
    }

    mutating func cut(toBytes count: Int) {
        text = String(decoding: text.utf8.prefix(count), as: UTF8.self)
    }

    mutating func append(text other: String) {
        text += other
    }

    mutating func append(value: Value) {
        text += "?"
        values.append(value)
    }
}

extension SQL: CustomStringConvertible {
    /// The text, without the values.
    public var description: String { text }
}
