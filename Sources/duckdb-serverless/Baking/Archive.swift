import DuckDBServerless
import Foundation

/// A compressed extension, or a wheel that holds one.
enum Archive {
    /// Unpacks a wheel and answers the extension's path in it.
    ///
    /// - Throws: `ExtensionError` with code `invalidArchive`, `sourceUnavailable` (no python3) or `cannotWrite`.
    static func unpackWheel(
        _ wheel: String,
        for request: ExtensionRequest,
        into folder: String
    ) async throws(ExtensionError) -> String {
        let outcome = try await Python.run(["zipfile", "-e", wheel, folder], loggingIn: folder)
        guard outcome.status == 0 else { throw invalid(wheel, "cannot be unpacked", outcome.output) }
        let member = "duckdb_extension_\(request.name)/extensions/\(request.version)/\(request.name.fileName)"
        guard FileManager.default.fileExists(atPath: "\(folder)/\(member)") else {
            throw invalid(wheel, "does not hold \(member)", "")
        }
        return "\(folder)/\(member)"
    }

    /// Unpacks a gzip-compressed extension and answers the path of the plain file.
    ///
    /// - Throws: `ExtensionError` with code `invalidArchive`, `sourceUnavailable` (no python3) or `cannotWrite`.
    static func unpackGzip(
        _ file: String,
        for request: ExtensionRequest,
        into folder: String
    ) async throws(ExtensionError) -> String {
        let plain = "\(folder)/\(request.name.fileName)"
        // Python's gzip writes next to the compressed file, so that one is copied first.
        let compressed = try copy(file, to: "\(plain).gz")
        let outcome = try await Python.run(["gzip", "-d", compressed], loggingIn: folder)
        guard outcome.status == 0 else { throw invalid(file, "cannot be unpacked", outcome.output) }
        return plain
    }

    /// Copies a file and answers the path of the copy.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `cannotWrite`.
    static func copy(_ file: String, to destination: String) throws(ExtensionError) -> String {
        // Opened first, so that an error tells reading from writing.
        _ = try ExtensionFile(path: file)
        try BundleFolder.writing(destination) {
            try FileManager.default.copyItem(atPath: file, toPath: destination)
        }
        return destination
    }

    private static func invalid(_ file: String, _ reason: String, _ output: String) -> ExtensionError {
        ExtensionError(.invalidArchive, "\(file) \(reason)", remedy: "Fetch it again, complete", details: output)
    }
}
