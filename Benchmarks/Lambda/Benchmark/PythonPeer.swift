import BenchmarkSupport
import Foundation

/// The Python process that answers with the same rows: it stays, and measures whenever it is asked.
final class PythonPeer {
    private struct Answer: Decodable {
        let nanoseconds: Int64
        let fault: String?
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(python: String, script: String) throws {
        process.executableURL = URL(filePath: python)
        process.arguments = [script, Orders.create, Orders.select, "\(Orders.threads)"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The nanoseconds from the query to the text.
    func time() throws -> Int64 {
        try ask("time").nanoseconds
    }

    /// Fails unless the JSON in the file has the rows that Python reads.
    func check(_ path: String) throws {
        if let fault = try ask("check \(path)").fault { throw BenchmarkError("The JSON differs: \(fault)") }
    }

    private func ask(_ request: String) throws -> Answer {
        try input.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw BenchmarkError("The Python process ended. What it said stands above.") }
            line += part
        }
        return try JSONDecoder().decode(Answer.self, from: line)
    }
}
