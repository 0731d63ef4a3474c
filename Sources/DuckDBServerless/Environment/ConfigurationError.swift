/// What is wrong with the configuration, by environment variable or key, and how to mend it.
///
/// Values are never repeated, but for the path of the configuration's file: one may hold a secret by mistake.
public struct ConfigurationError: Error, Sendable, Hashable {
    /// The kind of failure, to branch on.
    public struct Code: Sendable, Hashable {
        private let name: String

        /// A variable that is needed is not set, or empty.
        public static let missing = Code(name: "missing")
        /// A variable's value cannot be used.
        public static let invalid = Code(name: "invalid")
    }

    /// The kind of failure.
    public let code: Code
    /// The environment variable, or the key as a path with dots where the value comes from a file or another reader.
    public let variable: String
    /// What is expected of it.
    public let expected: String

    /// Makes an error.
    public init(_ code: Code, variable: String, expected: String) {
        self.code = code
        self.variable = variable
        self.expected = expected
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// Safe to log.
    public var description: String {
        let source = variable.contains(where: \.isLowercase) ? "configuration's key" : "environment variable"
        let state = code == .missing ? "not set" : "not usable"
        // Often the variable's row of the documentation, which ends as sentences do.
        return "The \(source) \(variable) is \(state). Expected: \(expected)"
            + (expected.hasSuffix(".") ? "" : ".")
    }
}
