/// A named field of a STRUCT value.
public struct StructField: Sendable, Hashable {
    /// The field's name.
    public let name: String
    /// The field's value.
    public let value: Value

    /// Makes a field.
    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}
