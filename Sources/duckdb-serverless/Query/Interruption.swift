import Glibc
import LambdaRuntime
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP: the first cancels the work, which interrupts the engine; a second ends the process at once.
final class Interruption: Sendable {
    private let come = Mutex<Int32?>(nil)

    /// The signal that came first; nil for none.
    var signal: Int32? { come.withLock { $0 } }

    /// Runs `body`, cancelled by a signal.
    func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let arrivals = SignalPipe.arrivals(of: Self.signals)
        let work = Task { try await body() }
        let watching = Task { [self] in
            for await number in arrivals {
                come.withLock { $0 = $0 ?? number }
                for number in Self.signals { Glibc.signal(number, SIG_DFL) }
                return work.cancel()
            }
        }
        defer { watching.cancel() }
        try await work.value
    }

    /// `nohup` has a command go on without its terminal.
    private static let signals = isIgnored(SIGHUP) ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
