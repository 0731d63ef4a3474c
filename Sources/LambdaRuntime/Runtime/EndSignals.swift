internal import Dispatch

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The signals that ask a process to end, received as events while something runs.
enum EndSignals: Sendable {
    case terminate, interrupt

    private var number: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .interrupt: SIGINT
        }
    }

    /// Runs a service until it ends, or until a signal comes and what is to be done at it is done.
    ///
    /// The service is cancelled then, and left behind should it not end: the process is about to.
    static func serve(
        _ signals: [EndSignals],
        _ service: @escaping @Sendable () async throws -> Void,
        atSignal: @escaping @Sendable () async -> Void
    ) async throws {
        let (ends, end) = AsyncThrowingStream<Void, any Error>.makeStream()
        let serving = Task {
            do {
                try await service()
                end.finish()
            } catch {
                end.finish(throwing: error)
            }
        }
        let signalled = stream(of: signals)
        let watching = Task {
            for await _ in signalled {
                await atSignal()
                return end.finish()
            }
        }
        defer {
            watching.cancel()
            serving.cancel()
        }
        do {
            for try await _ in ends {}
        } catch {
            _ = await serving.result
            throw error
        }
        serving.cancel()
        guard Task.isCancelled else { return await atMost(.milliseconds(50)) { _ = await serving.result } }
        _ = await serving.result
        throw CancellationError()
    }

    /// One element a signal; while the stream is there, the signals do not end the process by themselves.
    private static func stream(of signals: [EndSignals]) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        // Dispatch's objects may be used from any thread; they are only not marked so.
        nonisolated(unsafe) let sources = signals.map { signal in
            _ = Self.signal(signal.number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal.number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.activate()
            return source
        }
        continuation.onTermination = { _ in
            for (signal, source) in zip(signals, sources) {
                source.cancel()
                _ = Self.signal(signal.number, SIG_DFL)
            }
        }
        return stream
    }

    /// `signal(2)`, under a name that no case hides.
    private static func signal(_ number: Int32, _ action: __sighandler_t?) -> __sighandler_t? {
        Glibc.signal(number, action)
    }
}
