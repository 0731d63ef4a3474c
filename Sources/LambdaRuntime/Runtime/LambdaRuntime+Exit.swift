#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension LambdaRuntime {
    /// Runs, and ends the process with exit code 1 when the runtime cannot go on.
    ///
    /// This is the last line of a Lambda function's `main`: Lambda replaces an environment whose process has exited. An
    /// error that leaves `main` would end the process too, but as a crash with a backtrace. ``run()`` has logged the error.
    public func runOrExit() async -> Never {
        try? await run()
        exit(1)
    }
}
