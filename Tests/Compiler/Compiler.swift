import Foundation

/// The Swift compiler, given the modules of this build: whether a program compiles, and what it says when not.
public enum Compiler {
    /// What the compiler said.
    public struct Verdict {
        /// Whether it accepted the program.
        public let compiles: Bool
        /// All it printed.
        public let messages: String
    }

    /// Compiles a program as far as the checks of ownership and concurrency go.
    public static func check(_ source: String) throws -> Verdict {
        let folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "Program.swift")
        try Data(source.utf8).write(to: file)

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Ownership is checked after type checking, when the intermediate code is made.
        process.arguments = ["swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6"] + modules + [file.path]
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
        let build = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        // The build is in SCRATCH/TRIPLE/CONFIGURATION.
        let scratch = build.deletingLastPathComponent().deletingLastPathComponent()
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let maps =
            files(build.path, matching: ".build/module.modulemap", depth: 2)
            + files("\(scratch.path)/checkouts", matching: "/include/module.modulemap", depth: 5)
        return ["-I", "\(build.path)/Modules", "-I", "\(checkout.path)/Sources/CDuckDB"]
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
