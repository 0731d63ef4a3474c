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

/// The compressed official file of linux_amd64, as a repository has it.
func gzipOfInet() async throws -> Data { try await inetGzip.value }

private let inetGzip = Task { try await gzip(Data(contentsOf: URL(filePath: BakedExtensions.inet("linux_amd64")))) }

/// Compresses data, fast rather than well.
func gzip(_ data: Data) async throws -> Data {
    let scratch = try ScratchFolder()
    let path = try scratch.write(data, as: "file")
    try await python(["gzip", "--fast", path])
    return try Data(contentsOf: URL(filePath: "\(path).gz"))
}

/// Comes back as soon as a condition holds; the test's time limit ends the wait for one that never does.
func until(_ condition: () -> Bool) async {
    while !condition(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
}

/// The sizes of the parts of downloads anywhere below a folder.
func sizesOfParts(_ folder: String) -> [Int] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".gz") }.compactMap {
        try? FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.size] as? Int
    }
}
