/// Masks what looks like a credential in text that is about to be logged.
///
/// A second line of defence: this package's own statements bind their secrets, so that the engine's messages have none.
/// It catches what a user's own `ATTACH 'host=… password=…'` or `md:…?motherduck_token=…` would print.
public enum Redaction {
    /// The text with the values of what is named password, secret, token, key or signature replaced by `****`, and the
    /// user and password in a URL too.
    ///
    /// A value follows `=` or `:`, or stands in quotes behind the name. It ends at white space, or at its own quote.
    public static func masked(_ text: String) -> String {
        text
            .replacing(/:\/\/[^\/\s@]+@/) { _ in "://****@" }
            .replacing(credential) { match in match.output.1 + "****" }
    }

    private static var credential: Regex<(Substring, Substring)> {
        #/
            (?ix)
            (
                [\w-]* (?: password | passwd | pwd | secret | token | signature | credential | \bsig
                    | (?: api | access | private ) [_-]? key | key [_-]? id ) [\w-]* ["']?
                (?: \s* [=:] \s* | \s+ (?=['"]) )
            )
            (?: '(?: [^'\\] | \\. | '' )*' | "(?: [^"\\] | \\. | "" )*" | [^\s"'&;,]+ )
        /#
    }

    /// The engine's text without the values of data that it quotes, in the classes of errors that values cause.
    ///
    /// Such a value can have been bound or appended. It ends at the last quote, because it may hold quotes itself.
    static func withoutValues(_ text: String, of code: DuckDBError.Code) -> String {
        switch code {
        case .conversion:
            withoutQuotedValues(text.replacing(/(?s)'.*'/.matchingSemantics(.unicodeScalar)) { _ in "'…'" })
        // The operands of what has overflowed.
        case .outOfRange: withoutQuotedValues(text.replacing(/\([^()]*\d[^()]*\)/) { _ in "(…)" })
        case .constraint, .invalidInput: withoutQuotedValues(text)
        default: text
        }
    }

    private static func withoutQuotedValues(_ text: String) -> String {
        text
            .replacing(/(?is)(\b(?:key|string|value)|:) ".*"/.matchingSemantics(.unicodeScalar)) { match in
                "\(match.output.1) \"…\""
            }
            .replacing(/\bvalue [^"'\s]+ (can't|to|is)\b/) { match in "value … \(match.output.1)" }
    }
}
