import Foundation
import LocalServices

/// Runs `duckdb-serverless bake` for linux_amd64, whatever machine this is.
func bake(_ arguments: [String], environment: [String: String] = [:]) async throws -> ServerlessTool.Outcome {
    let platform = arguments.contains("--platform") ? [] : ["--platform", "linux_amd64"]
    return try await ServerlessTool.run(["bake"] + platform + arguments, environment: environment)
}

/// A folder `from` with the plain official file of linux_amd64.
func folderOfInet(_ scratch: ScratchFolder) async throws -> String {
    try FileManager.default.createDirectory(atPath: scratch.path("from"), withIntermediateDirectories: false)
    try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "from/inet.duckdb_extension")
    return scratch.path("from")
}

/// Every file below a directory with its contents; a folder has none.
func snapshot(_ directory: String) throws -> [String: Data?] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
    return Dictionary(
        uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: "\(directory)/\($0)")) }
    )
}

/// Runs a module of Python's standard library.
func python(_ arguments: [String]) async throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-m"] + arguments
    let status = try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    guard status == 0 else { throw POSIXError(.EIO) }
}
