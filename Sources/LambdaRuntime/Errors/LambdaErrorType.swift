/// The type of an error as Lambda accepts it: `(Runtime|Function)\.[A-Z][a-zA-Z]+`.
///
/// Anything else is thrown away by the platform and shown as `Runtime.Unknown`.
package struct LambdaErrorType: Sendable, Hashable {
    package let rawValue: String

    /// Makes the nearest acceptable type of any text.
    package init(_ text: String) {
        let prefix = text.hasPrefix("Runtime.") ? "Runtime." : "Function."
        let name = text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...]
        rawValue = prefix + Self.name(name)
    }

    /// Makes `Function.<TypeName>` of an error's Swift type, without its generic arguments.
    package init(typeOf error: any Error) {
        let name = String(describing: type(of: error)).prefix { $0 != "<" }
        rawValue = "Function." + Self.name(name)
    }

    private static func name(_ text: Substring) -> String {
        let letters = text.filter { $0.isASCII && $0.isLetter }
        guard letters.count > 1 else { return "UnknownError" }
        return letters.prefix(1).uppercased() + letters.dropFirst()
    }
}
