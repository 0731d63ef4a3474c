internal import Dispatch

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// `signal(2)`, without the handler it replaces.
private func setHandler(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
    _ = signal(number, handler)
}

/// Signals that arrive as bytes of a pipe, whichever thread the system interrupts for them.
///
/// Dispatch's own source of signals sees none that is delivered to a thread which does not block it, as the main thread of a
/// test does not.
package enum SignalPipe {
    /// The two ends, made before the first handler is installed, so that the handler only reads them.
    private static let ends: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // A handler must not wait, however many signals come.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    /// The numbers of the signals that came; they end the process by themselves again once the stream has ended.
    package static func arrivals(of signals: [Int32]) -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        guard ends.read >= 0 else { return stream }
        // Dispatch's objects may be used from any thread; they are only not marked so.
        nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: ends.read, queue: .global())
        source.setEventHandler {
            for number in arrived() { continuation.yield(number) }
        }
        source.activate()
        for signal in signals { setHandler(signal, send) }
        continuation.onTermination = { _ in
            for signal in signals { setHandler(signal, SIG_DFL) }
            source.cancel()
        }
        return stream
    }

    /// Calls nothing but what a signal handler may call.
    private static let send: @convention(c) (Int32) -> Void = { number in
        let interrupted = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(ends.write, &byte, 1)
        errno = interrupted
    }

    private static func arrived() -> [Int32] {
        var numbers: [Int32] = []
        var bytes = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(ends.read, &bytes, bytes.count)
            guard count > 0 else { return numbers }
            numbers += bytes[..<count].map(Int32.init)
        }
    }
}
