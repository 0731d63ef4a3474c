import Dispatch
import Glibc
import Synchronization

/// Ctrl-C: the first cancels the work, which interrupts the engine; a second ends the process at once.
final class Interruption: Sendable {
    private let come = Mutex(false)

    /// Whether Ctrl-C was pressed.
    var hasCome: Bool { come.withLock { $0 } }

    /// Runs `body`, cancelled by Ctrl-C.
    func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let work = Task { try await body() }
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [self] in
            come.withLock { $0 = true }
            work.cancel()
            signal(SIGINT, SIG_DFL)
        }
        source.activate()
        defer { source.cancel() }
        try await work.value
    }
}
