import Dispatch

/// Waits on an engine thread, where blocking holds up no task, until the stream ends.
func blockingWait(for stream: AsyncStream<Void>) {
    let done = DispatchSemaphore(value: 0)
    Task {
        for await _ in stream {}
        done.signal()
    }
    done.wait()
}
