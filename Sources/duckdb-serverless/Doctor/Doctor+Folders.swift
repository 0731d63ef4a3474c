import DuckDBServerless
import Foundation

extension Doctor {
    /// HOME, which DuckDB and libpq look for.
    func home() -> Finding {
        let home = environment.variables["HOME"] ?? ""
        guard home.isEmpty || !Self.isDirectory(home) else { return Finding(check: "HOME", state: .ok, message: home) }
        let message = home.isEmpty ? "not set" : "\(home), which does not exist"
        return Finding(check: "HOME", state: .note, message: "\(message): the wake sets it to /tmp")
    }

    /// Where the engine spills what memory does not hold, and how much.
    func temporary(_ resources: Resources) -> Finding {
        let check = "temporary folder"
        let (folder, most) = (resources.temporaryDirectory, resources.maxTemporarySize)
        if most.value == 0, most.isChosen {
            return Finding(check: check, state: .note, message: "nothing is spilled: \(most.reason)")
        }
        // It is made when the engine wakes.
        var existing = URL(filePath: folder.value)
        while !Self.isDirectory(existing.path), existing.path != "/" { existing.deleteLastPathComponent() }
        guard Self.canMakeFolder(in: existing) else {
            return Finding(
                check: check,
                state: .failure,
                message: "\(folder.value) cannot be written: queries that do not fit in memory fail",
                remedy: "Set DUCKDB_TEMP_DIRECTORY to a folder that can be written; on Lambda that is under /tmp"
            )
        }
        if most.value == 0 {
            return Finding(
                check: check,
                state: .warning,
                message: "nothing is spilled: \(most.reason)",
                remedy: "Queries that do not fit in memory fail. Give it more memory, or mount a volume and set "
                    + "DUCKDB_TEMP_DIRECTORY to it"
            )
        }
        let size = most.value.map { "\($0) MiB" } ?? "as much as there is room"
        return Finding(
            check: check,
            state: most.value.map { $0 < 64 } == true ? .warning : .ok,
            message: "\(folder.value): \(folder.reason); at most \(size): \(most.reason)",
            remedy: most.value.map { $0 < 64 } == true ? "Make room: large joins and sorts spill there" : nil
        )
    }

    /// Where the engine would keep secrets.
    func secretFolder(_ resources: Resources) -> Finding {
        let folder = resources.secretDirectory
        return Finding(check: "secrets folder", state: .note, message: "\(folder.value): \(folder.reason)")
    }

    /// By doing it: permissions say little about a file system that is read-only or full.
    private static func canMakeFolder(in folder: URL) -> Bool {
        let probe = folder.appending(path: ".doctor-\(UUID().uuidString)")
        guard mkdir(probe.path, 0o700) == 0 else { return false }
        return rmdir(probe.path) == 0
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
