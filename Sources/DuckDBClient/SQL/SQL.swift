/// Quoting for the parts of SQL text that cannot be bound: identifiers, and literals in statements without parameters.
///
/// Values belong in parameters. These two are for statements such as `ATTACH` and `SET`, which take none.
public enum SQL {
    /// An identifier in double quotes, inner quotes doubled: `a"b` becomes `"a""b"`.
    public static func identifier(_ name: String) -> String {
        "\"" + doubled("\"", in: name) + "\""
    }

    /// A string literal in single quotes, inner quotes doubled: `it's` becomes `'it''s'`.
    public static func literal(_ text: String) -> String {
        "'" + doubled("'", in: text) + "'"
    }

    private static func doubled(_ quote: Character, in text: String) -> String {
        String(text.flatMap { $0 == quote ? [quote, quote] : [$0] })
    }
}
