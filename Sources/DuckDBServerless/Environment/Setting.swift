/// A value and why it is this one, to be told to whoever wonders.
public struct Setting<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The value.
    public var value: Value
    /// What it follows from, as the end of a sentence; never a secret.
    public var reason: String

    /// Whether somebody has set it so, by a variable or in a file.
    public var isChosen: Bool

    /// Pairs a value with its reason.
    public init(_ value: Value, _ reason: String, isChosen: Bool = false) {
        self.value = value
        self.reason = reason
        self.isChosen = isChosen
    }
}

extension FunctionEnvironment {
    /// A value that the variable has set.
    func chosen<Value>(_ value: Value, by variable: EnvironmentVariable) -> Setting<Value> {
        Setting(value, "\(spelling(of: variable)) says so", isChosen: true)
    }
}
