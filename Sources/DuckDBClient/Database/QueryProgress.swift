/// How far a statement is, as the engine estimates it.
public struct QueryProgress: Sendable, Hashable {
    /// 0 to 100.
    public let percentage: Double
    /// The rows read so far of `totalRows`, in the pipeline that the engine is at.
    public let rowsProcessed: Int
    /// The rows there are to read, as the engine estimates.
    public let totalRows: Int
}
