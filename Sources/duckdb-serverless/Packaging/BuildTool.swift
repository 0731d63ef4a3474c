import DuckDBServerless
import Foundation

/// The tools of the build machine that take part in packaging.
enum BuildTool {
    /// Builds an executable product of the package in the current folder, and answers its path.
    ///
    /// It is linked so that it finds its libraries in `lib/` beside itself.
    ///
    /// - Throws: `ExtensionError` with code `sourceUnavailable` or `cannotWrite`.
    static func build(product: String, loggingIn folder: String) async throws(ExtensionError) -> String {
        let build = ["swift", "build", "--configuration", "release"]
        let link = ["--product", product, "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/lib"]
        for arguments in [build + link, build + ["--show-bin-path"]] {
            let run = try await run(arguments, loggingIn: folder)
            guard run.status == 0 else {
                throw ExtensionError(
                    .sourceUnavailable,
                    "swift build of \(product) failed",
                    remedy: "Run it in the package's folder: \(arguments.joined(separator: " "))",
                    details: run.output
                )
            }
            if arguments.last == "--show-bin-path" { return "\(run.output)/\(product)" }
        }
        return product
    }

    /// Copies a program or a library without its symbols, which only debuggers read.
    ///
    /// - Throws: `ExtensionError` with code `sourceUnavailable` or `cannotWrite`.
    static func strip(_ file: String, to target: String, loggingIn folder: String) async throws(ExtensionError) {
        // Swift's own tool knows every machine; a system's strip knows only its own.
        let tools = [["llvm-objcopy", "--strip-all", file, target], ["strip", "--strip-all", "-o", target, file]]
        var details = ""
        for tool in tools {
            let run = try await run(tool, loggingIn: folder)
            if run.status == 0 { return }
            details = run.output
            if run.status != notFound { break }
        }
        throw ExtensionError(
            .sourceUnavailable,
            "\(file) cannot be stripped of its symbols",
            remedy: "Have Swift's llvm-objcopy, or binutils, on the PATH, or give --keep-symbols",
            details: details
        )
    }

    /// What env exits with when a program is not on the PATH.
    private static let notFound: Int32 = 127

    private static func run(
        _ arguments: [String],
        loggingIn folder: String
    ) async throws(ExtensionError) -> (status: Int32, output: String) {
        let log = "\(folder)/\(UUID().uuidString).log"
        let output = try BundleFolder.writing(log) {
            try Data().write(to: URL(filePath: log))
            return try FileHandle(forWritingTo: URL(filePath: log))
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let status = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(returning: notFound) }
        }
        let text = String(decoding: (try? Data(contentsOf: URL(filePath: log))) ?? Data(), as: UTF8.self)
        return (status, text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
