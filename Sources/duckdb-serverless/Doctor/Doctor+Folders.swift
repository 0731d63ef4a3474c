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

    /// Where the engine spills what memory does not hold.
    func temporary(_ configuration: EngineConfiguration) -> Finding {
        let folder = configuration.temporaryDirectory
        // It is made when it is first needed.
        var existing = URL(filePath: folder)
        while !Self.isDirectory(existing.path), existing.path != "/" { existing.deleteLastPathComponent() }
        guard Self.canMakeFolder(in: existing) else {
            return Finding(
                check: "temporary folder",
                state: .failure,
                message: "\(folder) cannot be written: queries that do not fit in memory fail",
                remedy: "Set DUCKDB_TEMP_DIRECTORY to a folder that can be written; on Lambda that is under /tmp"
            )
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: existing.path)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        return Finding(
            check: "temporary folder",
            state: free < 64 * 1_048_576 ? .warning : .ok,
            message: "\(folder), \(Megabytes(bytes: free)) MB free",
            remedy: free < 64 * 1_048_576 ? "Make room: large joins and sorts spill there" : nil
        )
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
