import BenchmarkSupport
import DuckDBClient
import Foundation

/// The Python process that reads the same rows: it stays, and measures whenever it is asked.
final class PythonPeer {
    private struct Answer: Decodable {
        let nanoseconds: Int64
        let sums: Checksum?
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let expected: Checksum

    init(python: String, script: String, expected: Checksum) throws {
        self.expected = expected
        process.executableURL = URL(filePath: python)
        process.arguments = [script, Readings.create.text, Readings.select.text]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The nanoseconds that `fetchall` or `fetchnumpy` takes after the query was executed anew.
    func time(_ fetch: String) throws -> Int64 {
        try input.fileHandleForWriting.write(contentsOf: Data("\(fetch)\n".utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw BenchmarkError("The Python process ended. What it said stands above.") }
            line += part
        }
        let answer = try JSONDecoder().decode(Answer.self, from: line)
        guard answer.sums == nil || answer.sums == expected else {
            throw BenchmarkError("\(fetch) read other rows: \(String(describing: answer.sums)), expected \(expected)")
        }
        return answer.nanoseconds
    }
}
