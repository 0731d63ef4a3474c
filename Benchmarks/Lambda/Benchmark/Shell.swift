import BenchmarkSupport
import Foundation

/// DuckDB's own shell, which writes the rows as JSON to /dev/null.
///
/// Its time is that of a whole process, less that of one that makes the same table and reads nothing of it.
struct Shell {
    let program: String

    func time() throws -> Int64 {
        let idle = try run("\(Orders.create);")
        return try run("\(Orders.create); \(Orders.select);") - idle
    }

    private func run(_ sql: String) throws -> Int64 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-init", "/dev/null", "-json", "-c", "SET threads = \(Orders.threads); \(sql)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let start = Clock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkError("\(program) ended with \(process.terminationStatus). What it said stands above.")
        }
        return Clock.now - start
    }
}
