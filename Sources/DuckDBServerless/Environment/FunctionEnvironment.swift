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

    /// Takes the process's own variables, or others.
    public init(variables: [String: String] = ProcessInfo.processInfo.environment) {
        self.variables = variables
    }

    /// The variable's value; nil when it is not set or empty.
    package func value(_ variable: EnvironmentVariable) -> String? {
        guard let value = variables[variable.name], !value.isEmpty else { return nil }
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
    func integer(_ variable: EnvironmentVariable, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        guard let text = value(variable) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let expected = "a whole number from \(range.lowerBound) to \(range.upperBound): \(variable.summary)"
            throw ConfigurationError(.invalid, variable: variable.name, expected: expected)
        }
        return number
    }
}
