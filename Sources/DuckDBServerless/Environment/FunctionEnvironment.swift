#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The environment variables of a function, read with defaults, ranges and clear errors.
///
/// A value, so that tests and programs with several configurations need no process-wide state.
public struct FunctionEnvironment: Sendable, Hashable {
    /// All variables.
    public let variables: [String: String]
    /// What a reader has for the variables that have a key, by the variable's name; nil where there is no reader.
    let settings: [String: String]?

    /// Takes the process's own variables, or others.
    public init(variables: [String: String] = ProcessInfo.processInfo.environment) {
        self.init(variables: variables, settings: nil)
    }

    init(variables: [String: String], settings: [String: String]?) {
        self.variables = variables
        self.settings = settings
    }

    /// The variable's value; nil when it is not set or empty.
    package func value(_ variable: EnvironmentVariable) -> String? {
        let source = variable.key == nil ? variables : settings ?? variables
        guard let value = source[variable.name], !value.isEmpty else { return nil }
        return value
    }

    /// The variable's value.
    func required(_ variable: EnvironmentVariable) throws(ConfigurationError) -> String {
        guard let value = value(variable) else {
            throw ConfigurationError(.missing, variable: variable.name, expected: variable.summary)
        }
        return value
    }

    /// The variable's value as a whole number within a range; nil when it is not set.
    package func integer(_ variable: EnvironmentVariable, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int?
    {
        guard let text = value(variable) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let expected = "a whole number from \(range.lowerBound) to \(range.upperBound): \(variable.summary)"
            throw unusable(variable, expected: expected)
        }
        return number
    }

    /// The variable's value, one of several; nil when it is not set.
    package func choice(_ variable: EnvironmentVariable, of values: [String]) throws(ConfigurationError) -> String? {
        guard let value = value(variable) else { return nil }
        guard values.contains(value) else {
            throw unusable(variable, expected: "one of \(values.joined(separator: ", "))")
        }
        return value
    }

    /// That a value cannot be used, under the name that whoever set it knows.
    package func unusable(_ variable: EnvironmentVariable, expected: String) -> ConfigurationError {
        ConfigurationError(.invalid, variable: spelling(of: variable), expected: expected)
    }

    /// The variable's name, or its key where the value is a reader's.
    func spelling(of variable: EnvironmentVariable) -> String {
        guard let settings, let key = variable.key, let value = settings[variable.name] else { return variable.name }
        // A list has lost its spaces on the way.
        let own = variables[variable.name]?.filter { !$0.isWhitespace }
        return own == value.filter { !$0.isWhitespace } ? variable.name : key
    }
}
