/// Quoting for the parts of SQL text that cannot be bound: identifiers, and literals in statements without parameters.
///
/// Values belong in parameters. Literals are for what takes none, such as the path of `ATTACH`.
extension SQL {
    /// An identifier in double quotes, inner quotes doubled: `a"b` becomes `"a""b"`.
    public static func identifier(_ name: String) -> SQL {
        SQL(unsafe: quoted(name, with: "\""))
    }

    /// A string literal in single quotes, inner quotes doubled: `it's` becomes `'it''s'`.
    public static func literal(_ text: String) -> SQL {
        SQL(unsafe: quoted(text, with: "'"))
    }

    /// By Unicode scalars, as the engine reads: to Swift a quote and an accent that follows it are one character, which is no
    /// quote.
    private static func quoted(_ text: String, with quote: Unicode.Scalar) -> String {
        var quoted = String.UnicodeScalarView([quote])
        for scalar in text.unicodeScalars {
            quoted.append(scalar)
            if scalar == quote { quoted.append(quote) }
        }
        quoted.append(quote)
        return String(quoted)
    }
}
