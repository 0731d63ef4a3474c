/// A text that is never printed, logged, mirrored or encoded; only the methods whose name begins with `reveal` give it out.
///
/// Interpolation, `print`, `dump`, `Mirror` and `JSONEncoder` all show `<redacted>`. The text lives in ordinary process
/// memory: a `Secret` protects from logs and error reports, not from a debugger.
public struct Secret: Sendable, Hashable {
    private let text: String

    /// Wraps a text.
    public init(_ text: String) {
        self.text = text
    }

    /// Gives out the text itself.
    ///
    /// Pass it straight to its use, such as a bound statement parameter; do not store it.
    public func reveal() -> String {
        text
    }
}
