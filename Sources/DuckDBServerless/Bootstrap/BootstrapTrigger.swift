/// What in a statement calls for a bootstrap step.
public enum BootstrapTrigger: Sendable, Hashable {
    /// A catalog's name, such as `pg_replica` in `pg_replica.public.orders`.
    case catalog(String)
    /// The beginning of a path, such as `s3://`.
    case scheme(String)

    /// Whether the trigger occurs in a text: an SQL statement, a bound value, an error.
    ///
    /// Letter case does not count, and neither does where in the text it stands: in an identifier, in quotes, in a string,
    /// in a comment. That may select a step too many, and one too few only for a name that the text does not contain, such
    /// as one put together by the statement itself; finding those would take the engine's own binder, which cannot bind what
    /// is not attached yet.
    package func occurs(in text: FoldedText) -> Bool {
        switch self {
        case .scheme(let scheme): return text.contains(FoldedText(scheme))
        case .catalog(let name):
            // Inside double quotes a double quote is written twice.
            let quoted = String(name.flatMap { $0 == "\"" ? [$0, $0] : [$0] })
            return text.containsWord(FoldedText(name)) || (quoted != name && text.containsWord(FoldedText(quoted)))
        }
    }
}
