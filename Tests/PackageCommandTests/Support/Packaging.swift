import Foundation
import LocalServices

/// Runs `duckdb-serverless package` with the bundle of `inet`, into the folder `out` of `scratch`.
func package(
    _ arguments: [String],
    in scratch: ScratchFolder,
    bundle: String? = nil
) async throws -> ServerlessTool.Outcome {
    let official = try await BakedExtensions.directory
    let options = ["--bundle", bundle ?? official, "--output", scratch.path("out")]
    return try await ServerlessTool.run(["package"] + options + arguments)
}

/// A folder `queries` with one query.
func folderOfQueries(_ scratch: ScratchFolder) throws -> String {
    try FileManager.default.createDirectory(atPath: scratch.path("queries"), withIntermediateDirectories: true)
    try scratch.write(Data("SELECT 1 AS one".utf8), as: "queries/one.sql")
    return scratch.path("queries")
}

/// The files in a folder, hidden ones too.
func contents(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
}

/// Runs a command that has to succeed and returns what it prints.
@discardableResult
func succeed(_ command: [String], environment: [String: String] = [:], input: String = "") async throws -> String {
    let process = try await GuardedProcess(name: command[0])
    let output = try await process.run(command, environment: environment, input: input)
    await process.end()
    return output
}

/// An entry of a zip archive, as Python reads it.
struct ZipListing: Decodable, Equatable {
    let name: String
    let mode: String
    let time: [Int]
    let size: Int
    let zippedSize: Int
    let extra: Int

    /// The entries of an archive in its order, each with a checksum that holds.
    static func read(_ archive: String) async throws -> [ZipListing] {
        let script = """
            import json, sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                assert archive.testzip() is None
                print(json.dumps([
                    {"name": entry.filename, "mode": oct(entry.external_attr >> 16), "time": entry.date_time,
                     "size": entry.file_size, "zippedSize": entry.compress_size, "extra": len(entry.extra)}
                    for entry in archive.infolist()]))
            """
        let output = try await succeed(["python3", "-c", script, archive])
        return try JSONDecoder().decode([ZipListing].self, from: Data(output.utf8))
    }
}

extension ProcessInfo {
    /// Where this process finds its libraries, besides the usual folders.
    var libraryPath: String { environment["LD_LIBRARY_PATH"] ?? "" }
}
