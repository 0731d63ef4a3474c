/// Masks what looks like a credential in text that is about to be logged.
///
/// A second line of defence: this package's own statements bind their secrets, so that the engine's messages have none.
/// It catches what a user's own `ATTACH 'host=… password=…'` or `md:…?motherduck_token=…` would print.
public enum Redaction {
    private static let keys = ["password", "passwd", "secret", "token", "sslpassword", "session_token"]

    /// The text with the value after `password=`, `secret=`, `token=` and the like, in any case, replaced by `****`.
    ///
    /// A value ends at white space, or at its own closing quote when it is quoted.
    public static func masked(_ text: String) -> String {
        var masked = ""
        var rest = Substring(text)
        while let equals = rest.firstIndex(of: "=") {
            let head = rest[..<equals]
            masked += head + "="
            rest = rest[rest.index(after: equals)...]
            guard namesCredential(head) else { continue }
            rest = rest.dropFirst(rest.prefix { $0 == " " }.count)
            rest = rest.dropFirst(valueLength(rest))
            masked += "****"
        }
        return masked + rest
    }

    private static func namesCredential(_ head: Substring) -> Bool {
        let word = head.reversed().drop { $0 == " " }.prefix { $0.isLetter || $0 == "_" }
        let name = String(word.reversed()).lowercased()
        return keys.contains { name.hasSuffix($0) }
    }

    private static func valueLength(_ text: Substring) -> Int {
        guard let quote = text.first, quote == "'" || quote == "\"" else {
            return text.prefix { !$0.isWhitespace && $0 != "\"" && $0 != "&" && $0 != ";" }.count
        }
        var escaped = false
        var length = 1
        for character in text.dropFirst() {
            length += 1
            if character == quote && !escaped { break }
            escaped = character == "\\" && !escaped
        }
        return length
    }
}
