#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The environment variable in which tracing libraries of any language look for the current trace.
enum TraceIDEnvironment {
    static let variable = "_X_AMZN_TRACE_ID"

    /// Sets the variable; an empty text means that there is no trace.
    ///
    /// It is never unset: that would move the table of variables under a `getenv` of another thread. To replace a value,
    /// glibc stores one pointer and leaves the old text in place. The runtime sets it for the first time before anything
    /// else, when the table may still grow safely.
    static func set(_ traceID: String) {
        setenv(variable, traceID, 1)
    }
}
