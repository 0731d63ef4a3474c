import BenchmarkSupport
import Foundation

/// A control group whose processes get 0.29 of a core, of either version of control groups.
final class QuotaGroup: Sendable {
    private let folder: String

    /// The file that takes the numbers of its processes.
    var processes: String { folder + "/cgroup.procs" }

    /// - Throws: Why there is none: it takes root, and a file system of control groups that may be written.
    init() throws {
        let name = "cold-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
        let isSecond = FileManager.default.fileExists(atPath: "/sys/fs/cgroup/cgroup.controllers")
        folder = (isSecond ? "/sys/fs/cgroup/" : "/sys/fs/cgroup/cpu/") + name
        do {
            if isSecond { try Self.write("+cpu", to: "/sys/fs/cgroup/cgroup.subtree_control") }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            if isSecond {
                try Self.write("5800 20000", to: folder + "/cpu.max")
            } else {
                try Self.write("20000", to: folder + "/cpu.cfs_period_us")
                try Self.write("5800", to: folder + "/cpu.cfs_quota_us")
            }
        } catch {
            rmdir(folder)
            throw BenchmarkError("no control group could be made in \(folder): \(error.localizedDescription)")
        }
    }

    deinit { rmdir(folder) }

    /// In place: these are no files that could be replaced.
    private static func write(_ text: String, to file: String) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
