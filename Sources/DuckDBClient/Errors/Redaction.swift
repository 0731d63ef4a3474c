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

    /// The text without what stands in single quotes, such as the value that a conversion failed on.
    static func withoutQuotedText(_ text: String) -> String {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return text }
        // Up to the last quote: a value may hold quotes itself.
        return "\(parts[0])'…'\(parts[parts.count - 1])"
    }
}
