import DuckDBServerless
import Foundation
import LocalServices

/// A repository with `inet` for this platform, laid out as DuckDB's own: a folder, and a server of it on 127.0.0.1.
final class ExtensionMirror: Sendable {
    let directory: String
    /// The unpacked file in it.
    let file: String
    let url: String
    private let scratch: ScratchFolder
    private let server: GuardedProcess

    /// Starts one, after `change` was done to the file.
    init(change: (String) throws -> Void = { _ in }) async throws {
        scratch = try ScratchFolder()
        directory = scratch.path
        let folder = "v1.5.4/\(ExtensionPlatform.current)"
        try FileManager.default.createDirectory(atPath: scratch.path(folder), withIntermediateDirectories: true)
        file = try scratch.copy(
            await BakedExtensions.inet("\(ExtensionPlatform.current)"),
            as: "\(folder)/inet.duckdb_extension"
        )
        try change(file)
        server = try await GuardedProcess(name: "mirror")
        try await server.run(["gzip", "--keep", "--fast", file])
        let port = try FreePort.find()
        url = "http://127.0.0.1:\(port)"
        try await server.start(
            ["python3", "-m", "http.server", "--bind", "127.0.0.1", "--directory", directory, "\(port)"],
            readiness: .port(port)
        )
    }
}
