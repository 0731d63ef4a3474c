/// A value and why it is this one, to be told to whoever wonders.
public struct Setting<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The value.
    public var value: Value
    /// What it follows from, as the end of a sentence; never a secret.
    public var reason: String

    /// Pairs a value with its reason.
    public init(_ value: Value, _ reason: String) {
        self.value = value
        self.reason = reason
    }

    /// As if the variable had been set, for a value that comes from it; nil for none.
    init?(_ value: Value?, from variable: EnvironmentVariable) {
        guard let value else { return nil }
        self.init(value, "\(variable.name) says so")
    }
}
