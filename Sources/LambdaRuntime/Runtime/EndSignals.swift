/// Ends a service in order when a signal asks the process to end.
enum EndSignals {
    /// Runs a service until it ends, or until a signal comes and what is to be done at it is done.
    ///
    /// The service is cancelled then, and left behind should it not end: the process is about to.
    /// - Parameters:
    ///   - signals: The numbers of the signals; while the service runs they do not end the process by themselves.
    ///   - service: What runs.
    ///   - atSignal: What is done first at a signal.
    /// - Throws: What the service throws; `CancellationError` when the task is cancelled.
    static func serve(
        _ signals: [Int32],
        _ service: @escaping @Sendable () async throws -> Void,
        atSignal: @escaping @Sendable () async -> Void
    ) async throws {
        let arrivals = SignalPipe.arrivals(of: signals)
        let (ends, end) = AsyncThrowingStream<Void, any Error>.makeStream()
        let serving = Task {
            do {
                try await service()
                end.finish()
            } catch {
                end.finish(throwing: error)
            }
        }
        let watching = Task {
            for await _ in arrivals {
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
}
