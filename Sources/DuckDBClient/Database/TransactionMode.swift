/// What the statements of a transaction may do.
public enum TransactionMode: Sendable {
    /// Read and write.
    case readWrite
    /// Read only: the engine refuses to write, with the code `transaction`.
    case readOnly
}
