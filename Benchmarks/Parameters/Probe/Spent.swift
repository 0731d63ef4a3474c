import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What this process has used so far, in microseconds.
struct Spent {
    /// Since some moment.
    let wall: Double
    /// Of CPU, by all threads.
    let cpu: Double

    static var now: Spent {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Spent(
            wall: Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3,
            cpu: microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
        )
    }

    private static func microseconds(_ time: timeval) -> Double {
        Double(time.tv_sec) * 1e6 + Double(time.tv_usec)
    }
}

/// How many threads this process has.
func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
}
