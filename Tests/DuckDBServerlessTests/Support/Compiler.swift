import Foundation
import LocalServices

/// The Swift compiler, given the modules of this build: whether a program compiles, and what it says when not.
enum Compiler {
    struct Verdict {
        let compiles: Bool
        let messages: String
    }

    static func check(_ source: String) async throws -> Verdict {
        let folder = try ScratchFolder()
        let file = try folder.write(Data(source.utf8), as: "Program.swift")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Ownership is checked after type checking, when the intermediate code is made.
        process.arguments = ["swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6"] + modules + [file]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Verdict(compiles: process.terminationStatus == 0, messages: text)
    }

    /// Our modules lie beside the tests; the C modules that their dependencies are made of are found by their maps.
    private static let modules: [String] = {
        let build = URL(filePath: BuiltExecutable.path("")).path
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        let maps =
            files("\(build)", matching: ".build/module.modulemap", depth: 2)
            + files("\(checkout)/.build/checkouts", matching: "/include/module.modulemap", depth: 5)
        return ["-I", "\(build)/Modules", "-I", "\(checkout)/Sources/CDuckDB"]
            + maps.flatMap { map in
                ["-Xcc", "-fmodule-map-file=\(map)", "-Xcc", "-I\((map as NSString).deletingLastPathComponent)"]
            }
    }()

    private static func files(_ folder: String, matching suffix: String, depth: Int) -> [String] {
        guard depth > 0 else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.flatMap { name in
            let path = "\(folder)/\(name)"
            return path.hasSuffix(suffix) ? [path] : files(path, matching: suffix, depth: depth - 1)
        }
    }
}
