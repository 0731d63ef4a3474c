#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// What a function prints.
enum StandardOutput {
    /// Writes out what has been printed.
    ///
    /// Standard output is buffered in blocks when it is a pipe. Between two invocations Lambda freezes the process, and may
    /// kill it without thawing it.
    static func flush() {
        fflush(nil)
    }
}
