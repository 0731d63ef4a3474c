#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a control group lets the process use, in version 2 of Linux's control groups or in version 1.
///
/// A limit of any group above counts too. Inside a container the group's own path may be the host's, which is not there:
/// then the files at the root are the container's.
package struct ControlGroup {
    private let root: String
    private let membership: String

    /// Looks at these places, which are Linux's own unless a test has others.
    package init(root: String = "/sys/fs/cgroup", membership: String = "/proc/self/cgroup") {
        self.root = root
        self.membership = Self.text(membership) ?? ""
    }

    /// Bytes of memory; nil without a limit.
    package var memory: UInt64? {
        let unified = folders(of: nil).compactMap { Self.text("\($0)/memory.max") }
        let older = folders(of: "memory").compactMap { Self.text("\($0)/memory.limit_in_bytes") }
        // Version 1 says "no limit" with a number near 2^63, version 2 with a word.
        return (unified + older).compactMap(UInt64.init).filter { $0 < 1 << 60 }.min()
    }

    /// Cores, in parts of one; nil without a limit.
    package var cores: Double? {
        let unified = folders(of: nil).compactMap { Self.text("\($0)/cpu.max")?.split(separator: " ").map(String.init) }
        let older = folders(of: "cpu").map { folder in
            ["cpu.cfs_quota_us", "cpu.cfs_period_us"].compactMap { Self.text("\(folder)/\($0)") }
        }
        return (unified + older).compactMap(Self.cores).min()
    }

    /// A quota and a period in microseconds; `max` and `-1` are no quota.
    private static func cores(_ quotaAndPeriod: [String]) -> Double? {
        let numbers = quotaAndPeriod.compactMap(Double.init)
        guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
        return numbers[0] / numbers[1]
    }

    /// The group's folder and those above it; nil for version 2, which has no controllers of their own.
    private func folders(of controller: String?) -> [String] {
        let base = controller.map { "\(root)/\($0)" } ?? root
        var folders = [base]
        for name in path(of: controller).split(separator: "/") {
            folders.append("\(folders[folders.count - 1])/\(name)")
        }
        return folders
    }

    /// Lines are `NUMBER:CONTROLLERS:PATH`; version 2's is `0::PATH`.
    private func path(of controller: String?) -> Substring {
        for line in membership.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let names = fields[1].split(separator: ",")
            if controller.map({ names.contains(Substring($0)) }) ?? names.isEmpty { return fields[2] }
        }
        return ""
    }

    private static func text(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
