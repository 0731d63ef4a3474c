import BenchmarkSupport
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices

/// The number of rows, doubled each time, at which a sort by a text of 32 characters begins to spill.
struct Sorts {
    let folder: ScratchFolder
    private static let sizes = [512, 1769]

    func measure() async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for size in Self.sizes {
            for millions in [1, 2, 4, 8, 16, 32] {
                let sort = try await sort(millions * 1_000_000, size)
                let name = "\(size) MB: sort of \(millions) M texts, \(sort.spilled >> 20) MiB spilled"
                outcomes.append(Outcome(name: name, value: Double(sort.nanoseconds) / 1e9, unit: "s"))
                if sort.spilled > 0 { break }
            }
        }
        return outcomes
    }

    private func sort(_ rows: Int, _ size: Int) async throws -> (nanoseconds: Int64, spilled: Int) {
        let spill = folder.path("sort-\(size)-\(rows)")
        let engine = try await Size.engine(size, spillingTo: spill)
        let start = Clock.now
        let spilled = try await engine.cursor { cursor in
            let sql: SQL = "SELECT md5(i::VARCHAR) AS t FROM range(\(rows)) AS n(i) ORDER BY t"
            // The first row is there when all are sorted, and what was spilled is still on disk.
            var sorted = try cursor.stream(sql)
            let spilled = Self.size(of: spill)
            _ = try sorted.next()
            return spilled
        }
        return (Clock.now - start, spilled)
    }

    private static func size(of folder: String) -> Int {
        (FileManager.default.subpaths(atPath: folder) ?? []).reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? attributes?[.size] as? Int ?? 0 : 0)
        }
    }
}
