/// What the engine has measured of a statement, at the root, and of each operator of its plan, below.
///
/// ``Connection/profiling(_:)`` makes one.
public struct ProfileNode: Sendable, Hashable {
    /// The metrics by the engine's names, such as `LATENCY` in seconds or `OPERATOR_CARDINALITY` in rows, as texts.
    public let metrics: [String: String]
    /// The operators that this one reads from.
    public let children: [ProfileNode]

    /// The operator's name, such as `HASH_JOIN`; nil at the root.
    public var operatorName: String? { metrics["OPERATOR_NAME"] }

    /// A metric as a number; nil where there is none, or it is not one.
    public func number(_ metric: String) -> Double? { metrics[metric].flatMap { Double($0) } }
}
