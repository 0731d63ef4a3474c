internal import Glibc
internal import Synchronization

/// What a cold start spent its time on, recorded by the library itself.
///
/// Phases may overlap: an extension is hashed while the engine opens. Recording costs under a microsecond a phase.
public final class ColdStartTimeline: Sendable {
    /// One phase, in milliseconds since the timeline began.
    public struct Phase: Sendable, Hashable {
        /// What was done, such as `engine`, `load httpfs` or `attach pg_replica`.
        public let name: String
        /// When it began.
        public let start: Double
        /// How long it took.
        public let duration: Double
    }

    private struct State {
        var recorded: [Phase]
        /// What goes on now, in the order of its beginning.
        var open: [(number: Int, name: String)] = []
        var count = 0
    }

    private let origin: ContinuousClock.Instant
    private let state: Mutex<State>

    /// Begins a timeline now, or with what the process spent before `main`.
    ///
    /// - Parameter sinceProcessStart: Adds a first phase, `process`: the CPU time the process has used so far, which up to
    ///   `main` is loading and linking on one thread, and so close to the wall time on an idle machine.
    public init(sinceProcessStart: Bool = false) {
        let process = sinceProcessStart ? Self.processTime() : .zero
        origin = .now - process
        let phases = [Phase(name: "process", start: 0, duration: process.milliseconds)]
        state = Mutex(State(recorded: sinceProcessStart ? phases : []))
    }

    /// All phases recorded so far, by their beginning.
    public var phases: [Phase] {
        state.withLock { $0.recorded }.sorted { $0.start < $1.start }
    }

    /// The phase that goes on now, of several the one that began last; nil between phases.
    public var currentPhase: String? {
        state.withLock { $0.open.last?.name }
    }

    /// Runs `body` and records its time, also when it throws.
    public func measure<T: ~Copyable, E: Error>(_ name: String, _ body: () throws(E) -> T) throws(E) -> T {
        let (start, number) = begin(name)
        defer { record(name, number, from: start) }
        return try body()
    }

    /// Runs `body` and records its time, also when it throws.
    public func measure<T>(_ name: String, _ body: () async throws -> T) async throws -> T {
        let (start, number) = begin(name)
        defer { record(name, number, from: start) }
        return try await body()
    }

    private func begin(_ name: String) -> (start: ContinuousClock.Instant, number: Int) {
        let number = state.withLock { state in
            state.count += 1
            state.open.append((state.count, name))
            return state.count
        }
        return (.now, number)
    }

    private func record(_ name: String, _ number: Int, from start: ContinuousClock.Instant) {
        let phase = Phase(
            name: name,
            start: (start - origin).milliseconds,
            duration: (ContinuousClock.now - start).milliseconds
        )
        state.withLock { state in
            state.open.removeAll { $0.number == number }
            state.recorded.append(phase)
        }
    }

    private static func processTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

extension Duration {
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
