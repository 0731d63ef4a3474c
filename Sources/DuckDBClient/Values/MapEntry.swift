/// One entry of a MAP value; a MAP keeps the order of its entries.
public struct MapEntry: Sendable, Hashable {
    /// The entry's key, never NULL.
    public let key: Value
    /// The entry's value.
    public let value: Value

    /// Makes an entry.
    public init(key: Value, value: Value) {
        self.key = key
        self.value = value
    }
}
