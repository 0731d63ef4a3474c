#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension LambdaManagedRuntime {
    /// Runs, and ends the process: with exit code 0 after a signal, with 1 when the runtime cannot go on.
    ///
    /// See ``LambdaRuntime/runOrExit()``.
    public func runOrExit() async -> Never {
        do {
            try await run()
            exit(0)
        } catch {
            exit(1)
        }
    }

    /// Has a closure run when the environment is shut down, as to close connections or to write what is held back.
    ///
    /// See ``LambdaRuntime/onShutdown(_:)``.
    /// - Parameter close: What to do. It is cancelled and left behind after 400 ms.
    /// - Returns: A runtime with the closure; of several closures the last one counts.
    public func onShutdown(_ close: @escaping @Sendable () async -> Void) -> LambdaManagedRuntime {
        var runtime = self
        runtime.host.shutdown = close
        return runtime
    }
}
