internal import Synchronization

/// Whether a connection may take another request, known to its channel and to the client alike.
///
/// The channel sets it before it completes an answer, so that whoever has the answer sees it. The close future of the
/// channel completes only later.
final class RuntimeAPIConnectionState: Sendable {
    private let closed = Atomic<Bool>(false)

    var isOpen: Bool { !closed.load(ordering: .acquiring) }

    func close() { closed.store(true, ordering: .releasing) }
}
