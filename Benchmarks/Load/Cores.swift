import BenchmarkSupport
import Foundation

/// The cores that this thread, and the programs it starts, may use: set by `taskset`, since Swift's Glibc has no call for it.
enum Cores {
    /// How many there are.
    static let count = ProcessInfo.processInfo.activeProcessorCount

    /// Runs `body` on the last core alone.
    static func useOne<T>(_ body: () throws -> T) throws -> T {
        let all = try set(String(count - 1))
        let result = try body()
        _ = try set(all)
        return result
    }

    /// Returns the cores that were set before.
    private static func set(_ cores: String) throws -> String {
        let pid = String(ProcessInfo.processInfo.processIdentifier)
        let answer = try Command(program: "/usr/bin/env", arguments: ["taskset", "-c", "-p", cores, pid]).run().output
        let lines = answer.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        guard let before = lines.first else { throw BenchmarkError("taskset did not tell the cores: \(answer)") }
        return String(before)
    }
}
