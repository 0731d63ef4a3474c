import Foundation
import LocalServices
import Testing

@Suite("Memory of results")
struct ResultMemoryTests {
    /// The most memory that a process of its own has had, in bytes.
    private func peak(_ work: String, rows: Int) throws -> Int {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: BuiltExecutable.path("lambda-probe"))
        process.arguments = [work, "\(rows)"]
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return try #require(Int(said.trimmingCharacters(in: .whitespacesAndNewlines)), "it said \(said)")
    }

    @Test(
        "A stream of millions of rows takes a few megabytes beyond the engine's own",
        arguments: ["json", "ndjson", "csv"]
    )
    func streams(format: String) throws {
        let drained = try peak("drain", rows: 3_000_000)
        let encoded = try peak(format, rows: 3_000_000)
        // Some 400 MB go through.
        #expect(encoded - drained < 24_000_000)
    }
}
