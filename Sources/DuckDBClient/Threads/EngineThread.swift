internal import Dispatch
internal import Glibc
internal import Synchronization

/// One thread that runs jobs one after the other and sleeps in between.
final class EngineThread: Sendable {
    /// Work that returns how to report its end: by then whatever the work referred to has been let go.
    typealias Job = @Sendable () -> @Sendable () -> Void

    private let next = Mutex<Job?>(nil)
    private let wake = DispatchSemaphore(value: 0)
    private let park: @Sendable (EngineThread) -> Bool

    private init(park: @escaping @Sendable (EngineThread) -> Bool) {
        self.park = park
    }

    /// Starts a thread with its first job; after each job `park` says whether the thread waits for another or ends.
    static func start(
        first: @escaping Job,
        park: @escaping @Sendable (EngineThread) -> Bool
    ) throws(DuckDBError) {
        let thread = EngineThread(park: park)
        thread.perform(first)
        let retained = Unmanaged.passRetained(thread)
        guard create(retained.toOpaque()) == 0 else {
            retained.release()
            throw DuckDBError(code: .scheduler, message: "The system refused the engine a thread. Check its limits.")
        }
    }

    func perform(_ job: @escaping Job) {
        next.withLock { $0 = job }
        wake.signal()
    }

    private func run() {
        repeat {
            wake.wait()
            let report = runNext()
            report?()
        } while park(self)
    }

    /// A function of its own, at whose end the job is gone.
    private func runNext() -> (@Sendable () -> Void)? {
        let job = next.withLock { $0.take() }
        return job?()
    }

    /// The pointer is the retained `EngineThread`, whose reference the new thread takes over.
    private static func create(_ context: UnsafeMutableRawPointer) -> Int32 {
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                context.map { Unmanaged<EngineThread>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            },
            context
        )
        if code == 0 { pthread_detach(thread) }
        return code
    }
}
