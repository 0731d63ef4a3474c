/// Runs some work, and waits for it no longer than a time; work that goes on then is cancelled and left behind.
///
/// A task group would wait for work that does not heed its cancellation.
func atMost(_ limit: Duration, _ work: @escaping @Sendable () async -> Void) async {
    let (ends, end) = AsyncStream<Void>.makeStream()
    let worker = Task {
        await work()
        end.finish()
    }
    let timer = Task {
        try? await Task.sleep(for: limit)
        end.finish()
    }
    for await _ in ends {}
    worker.cancel()
    timer.cancel()
}
