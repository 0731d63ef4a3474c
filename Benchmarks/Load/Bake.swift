import BenchmarkSupport
import Foundation

/// Baking four extensions that the cache holds into an empty folder, by the command itself.
struct Bake {
    let tool: String
    let folder: URL

    private static let names = ["httpfs", "postgres_scanner", "aws", "ducklake"]
    private static let rounds = 15

    /// Fills the cache, over the network where it must, and then bakes round after round from the cache alone.
    func measure() throws -> Samples {
        _ = try bake(into: "warm")
        let times = try (0..<Self.rounds).map { try bake(into: "round-\($0)") }
        let samples = Samples(times)
        print("Baking \(Self.names.joined(separator: ", ")) from the cache: milliseconds, \(Self.rounds) rounds")
        print(Table.header)
        print(Table.line("the whole command", samples) + "\n")
        return samples
    }

    private func bake(into name: String) throws -> Int64 {
        let target = folder.appending(path: name)
        defer { try? FileManager.default.removeItem(at: target) }
        let options = ["--source", "pypi", "--cache", folder.appending(path: "cache").path, "--target", target.path]
        let command = Command(program: tool, arguments: ["bake"] + options + Self.names)
        let start = Clock.now
        _ = try command.run()
        return Clock.now - start
    }
}
