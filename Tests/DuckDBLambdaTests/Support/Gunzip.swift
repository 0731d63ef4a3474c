import Foundation

/// Unpacks what was compressed, by a program that is not this package's.
enum Gunzip {
    static func text(_ data: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID()).gz")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
