import Foundation

/// What the doctor knows of the machine it runs on; a value, so that others can be described.
package struct Machine {
    /// Cores that the process sees.
    package var cores = ProcessInfo.processInfo.activeProcessorCount
    /// Bytes of memory of the host.
    package var memory = ProcessInfo.processInfo.physicalMemory
    /// Bytes of memory that the control group allows; nil without a limit.
    package var memoryLimit = Self.controlGroupMemory()
    /// Cores that the control group allows, in parts of one; nil without a limit.
    package var coreLimit = Self.controlGroupCores()

    /// The machine that this process runs on.
    package init() {}

    private static func controlGroupMemory() -> UInt64? {
        let texts = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        // Version 1 says "no limit" with a number near 2^63.
        return texts.lazy.compactMap(Self.text).first.flatMap(UInt64.init).flatMap { $0 < 1 << 60 ? $0 : nil }
    }

    private static func controlGroupCores() -> Double? {
        if let line = text("/sys/fs/cgroup/cpu.max") { return cores(line.split(separator: " ").map(String.init)) }
        let names = ["cpu.cfs_quota_us", "cpu.cfs_period_us"]
        return cores(names.compactMap { text("/sys/fs/cgroup/cpu/\($0)") })
    }

    /// A quota and a period in microseconds; `max` and `-1` are no quota.
    package static func cores(_ quotaAndPeriod: [String]) -> Double? {
        let numbers = quotaAndPeriod.compactMap(Double.init)
        guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
        return numbers[0] / numbers[1]
    }

    private static func text(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
