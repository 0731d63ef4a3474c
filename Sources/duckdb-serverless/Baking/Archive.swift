import DuckDBServerless
import Foundation

/// A wheel that holds an extension.
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

    private static func invalid(_ file: String, _ reason: String, _ output: String) -> ExtensionError {
        ExtensionError(.invalidArchive, "\(file) \(reason)", remedy: "Fetch it again, complete", details: output)
    }
}
