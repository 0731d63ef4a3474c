/// Interrupts what runs on one connection, from any thread or task, at any time.
public struct Interrupter: Sendable {
    private let interruption: Interruption
    private let id: Interruption.ConnectionID

    init(_ connection: ConnectionHandle) {
        interruption = connection.interruption
        id = connection.id
    }

    /// Interrupts the running engine call, again and again until it returns, which it then does with the code `interrupt`.
    ///
    /// Of an open stream the next read fails. Where nothing runs, as between two statements or after the connection is
    /// closed, nothing happens; to stop a closure for good, cancel its task. Returns at once.
    public func interrupt() {
        interruption.interrupt(id)
    }
}

extension Connection {
    /// What interrupts this connection; to be handed to another thread or task.
    public var interrupter: Interrupter { Interrupter(handle) }
}
