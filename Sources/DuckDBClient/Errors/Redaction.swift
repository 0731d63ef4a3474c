/// Masks what looks like a credential in text that is about to be logged.
///
/// A second line of defence: this package's own statements bind their secrets, so that the engine's messages have none.
/// It catches what a user's own `ATTACH 'host=… password=…'` or `md:…?motherduck_token=…` would print.
public enum Redaction {
    /// The text with the values of what is named password, secret, token, key or signature replaced by `****`, and the
    /// user and password in a URL too.
    ///
    /// A value follows `=` or `:`, or stands in quotes behind the name. It ends at white space, or at its own quote. Of a text
    /// of more than 8192 bytes the first 4096 are kept: a message that long repeats somebody's input.
    public static func masked(_ text: String) -> String {
        // By Unicode scalars: to Swift `=` and an accent that follows it are one character, which is no `=`.
        shortened(text)
            .replacing(/:\/\/[^\/\s@]+@/.matchingSemantics(.unicodeScalar)) { _ in "://****@" }
            .replacing(credential.matchingSemantics(.unicodeScalar)) { match in match.output.1 + "****" }
    }

    private static var credential: Regex<(Substring, Substring)> {
        #/
            (?ix)
            (
                [\w-]{0,40} (?: password | passwd | pwd | secret | token | signature | credential | \bsig
                    | (?: api | access | private ) [_-]? key | key [_-]? id ) [\w-]{0,40} ["']?
                (?: \s* [=:] \s* | \s+ (?=['"]) )
            )
            (?: '(?: [^'\\] | \\. | '' )*' | "(?: [^"\\] | \\. | "" )*" | [^\s"'&;,]+ )
        /#
    }

    /// What is searched takes a time that grows faster than the text.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 8192 else { return text }
        return String(decoding: text.utf8.prefix(4096), as: UTF8.self) + "…"
    }

    /// The engine's text without the values of data that it quotes, in the classes of errors that values cause.
    ///
    /// Such a value can have been bound or appended. It ends at the last quote, because it may hold quotes itself.
    static func withoutValues(_ text: String, of code: DuckDBError.Code) -> String {
        // What a function in Swift says is its author's.
        guard code != .invalidInput || !text.hasPrefix("Function \"") else { return text }
        let text = shortened(text)
        return switch code {
        case .conversion:
            withoutNumbers(
                withoutQuotedValues(text)
                    .replacing(/(?s)(^|\s)'.*'/.matchingSemantics(.unicodeScalar)) { "\($0.output.1)'…'" }
                    .replacing(/(?s)(^|\s)".*"/.matchingSemantics(.unicodeScalar)) { "\($0.output.1)\"…\"" }
            )
        // The operands of what has overflowed.
        case .outOfRange: withoutQuotedValues(text.replacing(/\([^()]*\d[^()]*\)/) { _ in "(…)" })
        case .constraint, .invalidInput: withoutQuotedValues(text)
        default: text
        }
    }

    private static func withoutQuotedValues(_ text: String) -> String {
        text
            .replacing(/(?is)(\b(?:key|string|value|name)|:) ".*"/.matchingSemantics(.unicodeScalar)) { match in
                "\(match.output.1) \"…\""
            }
            // A text that was parsed comes again on a line of its own, and in a remark about it.
            .replacing(/(?s)("…")(?:\n.*| not found.*)/) { "\($0.output.1)" }
            .replacing(/(\b(?:value|index|Codepoint|size:)) '?-?[0-9][0-9.eE+\-]*'?/) { "\($0.output.1) …" }
            .replacing(/\bvalue [^"'\s]+ (can't|to|is)\b/) { match in "value … \(match.output.1)" }
    }

    /// Without numbers, but for those in the names of types and of a place in the text.
    private static func withoutNumbers(_ text: String) -> String {
        text.replacing(/DECIMAL\([0-9,]+\)|byte [0-9]+|[A-Za-z_]\w*|[0-9][0-9.eE+\-]*/) { match in
            match.output.first?.isNumber == true ? "…" : match.output
        }
    }
}
