import Foundation

/// An HTTP client that is not ours.
enum Curl {
    /// An answer, or what came of it.
    struct Answer {
        /// 0, or what curl says went wrong, such as 18 for an answer that is not whole.
        let exitCode: Int32
        let status: Int
        let headers: [(name: String, value: String)]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }

        func values(_ name: String) -> [String] { headers.filter { $0.name == name.lowercased() }.map(\.value) }

        func object() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:]
        }
    }

    /// Asks 127.0.0.1, and returns when the answer is whole or broken.
    static func request(_ port: Int, _ path: String, _ options: String..., input: Data? = nil) async throws -> Answer {
        let arguments =
            ["-sS", "-i", "--max-time", "60", "--noproxy", "*"] + options
            + (input == nil ? [] : ["--data-binary", "@-"]) + ["http://127.0.0.1:\(port)\(path)"]
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(arguments, input ?? Data()) })
            }
        }
    }

    private static func run(_ arguments: [String], _ input: Data) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl"] + arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        let write = stdin.fileHandleForWriting
        Thread.detachNewThread {
            try? write.write(contentsOf: input)
            try? write.close()
        }
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return answer(output, process.terminationStatus)
    }

    private static func answer(_ output: Data, _ exitCode: Int32) -> Answer {
        var rest = output
        while let end = rest.firstRange(of: Data("\r\n\r\n".utf8)) {
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            rest = Data(rest[end.upperBound...])
            let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            // The wish for the body of a request is no answer.
            guard status != 100 else { continue }
            let headers = lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (
                    name: parts[0].lowercased(), value: parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
                )
            }
            return Answer(exitCode: exitCode, status: status, headers: headers, body: rest)
        }
        return Answer(exitCode: exitCode, status: 0, headers: [], body: rest)
    }
}
