/// What in a statement calls for a bootstrap step.
public enum BootstrapTrigger: Sendable, Hashable {
    /// A catalog's name, such as `pg_replica` in `pg_replica.public.orders`.
    case catalog(String)
    /// The beginning of a path, such as `s3://`.
    case scheme(String)

    /// Whether the trigger occurs in a text: an SQL statement, a bound value, an error.
    ///
    /// Letter case does not count, and neither does where in the text it stands: in an identifier, in quotes, in a string,
    /// in a comment. That may select a step too many, never one too few; finding the exact ones would take the engine's
    /// own binder, which cannot bind what is not attached yet.
    package func occurs(in text: String) -> Bool {
        let text = text.lowercased()
        switch self {
        case .scheme(let scheme): return text.contains(scheme.lowercased())
        case .catalog(let name):
            let name = name.lowercased()
            // Inside double quotes a double quote is written twice.
            let quoted = String(name.flatMap { $0 == "\"" ? [$0, $0] : [$0] })
            return Self.standsAlone(name, in: text) || (quoted != name && Self.standsAlone(quoted, in: text))
        }
    }

    private static func standsAlone(_ name: String, in text: String) -> Bool {
        text.ranges(of: name).contains { range in
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
            return !isWord(before) && !isWord(after)
        }
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
