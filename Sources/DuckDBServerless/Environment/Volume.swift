internal import Glibc

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The file system that a folder is in, or will be in once it is made.
package struct Volume: Sendable, Hashable {
    /// Bytes that this user may still write.
    package var freeBytes: UInt64
    /// Whether its files are kept in memory.
    package var isMemory: Bool

    /// Describes a volume.
    package init(freeBytes: UInt64, isMemory: Bool) {
        self.freeBytes = freeBytes
        self.isMemory = isMemory
    }

    /// Looks at the folder, or at the nearest one above it that exists; nil when the system does not tell.
    package init?(of folder: String) {
        var status = statvfs()
        var path = folder
        while statvfs(path, &status) != 0 {
            guard errno == ENOENT, let parent = path.lastIndex(of: "/"), path != "/" else { return nil }
            path = parent == path.startIndex ? "/" : String(path[..<parent])
        }
        self.init(
            freeBytes: UInt64(status.f_bavail) * UInt64(status.f_frsize),
            isMemory: Self.isMemory(path, mounts: Self.mounts)
        )
    }

    /// Whether the innermost of the mounts, as in `/proc/self/mounts`, that the path is in has a type that is memory.
    package static func isMemory(_ path: String, mounts: String) -> Bool {
        var innermost = (length: 0, type: Substring())
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let place = fields[1]
            guard place == "/" || path == place || path.hasPrefix("\(place)/") else { continue }
            // Of two at one place the later one is seen.
            if place.utf8.count >= innermost.length { innermost = (place.utf8.count, fields[2]) }
        }
        return ["tmpfs", "ramfs"].contains(innermost.type)
    }

    private static var mounts: String {
        FileManager.default.contents(atPath: "/proc/self/mounts").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
