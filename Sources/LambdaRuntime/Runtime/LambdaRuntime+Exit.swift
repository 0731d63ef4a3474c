#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

extension LambdaRuntime {
    /// Runs, and ends the process: with exit code 0 after a signal, with 1 when the runtime cannot go on.
    ///
    /// This is the last line of a Lambda function's `main`: Lambda replaces an environment whose process has exited. An
    /// error that leaves `main` would end the process too, but as a crash with a backtrace. ``run()`` has logged the error.
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
    /// Lambda kills an environment that has no extension without a word. So the runtime registers an internal extension
    /// that asks for no events; Lambda then sends SIGTERM and lets the process run for half a second. On the local server
    /// the closure runs at SIGINT and SIGTERM. ``run()`` returns afterwards, and ``runOrExit()`` ends the process with 0.
    /// - Parameter close: What to do. It is cancelled and left behind after 400 ms.
    /// - Returns: A runtime with the closure; of several closures the last one counts.
    public func onShutdown(_ close: @escaping @Sendable () async -> Void) -> LambdaRuntime {
        var runtime = self
        runtime.host.shutdown = close
        return runtime
    }
}
