internal import DuckDBClient

extension ExtensionError {
    /// What it means that the engine did not load a file; an interrupt or a lack of memory stays what it is.
    static func loading(_ file: String, _ name: ExtensionName, failedWith error: DuckDBError) -> any Error {
        if isOfTheMoment(error) { return error }
        let text = error.message
        if text.contains("signature is either missing or invalid") {
            return ExtensionError(
                .signatureInvalid,
                "\(file) does not carry a valid signature of DuckDB: it was altered or is not official",
                remedy: "Bake \(name) into the image again",
                details: error.description
            )
        }
        if text.contains("expected entrypoint") {
            return ExtensionError(
                .wrongEntryPoint,
                "\(file) is not the extension \(name), or of a kind that this engine cannot load",
                remedy: "Bake \(name) into the image again",
                details: error.description
            )
        }
        if text.contains("GLIBC_") { return tooOld(name, .current, details: error.description) }
        return ExtensionError(
            .loadFailed,
            "The engine did not load \(file): \(error)",
            remedy: "Bake \(name) into the image again; if that does not help, leave it out"
        )
    }

    /// What it means that the engine did not install an extension; an interrupt or a lack of memory stays what it is.
    static func installing(_ name: ExtensionName, failedWith error: DuckDBError) -> any Error {
        if isOfTheMoment(error) { return error }
        let text = error.message
        let code: Code =
            if text.contains("valid signature") {
                .signatureInvalid
            } else if error.code == .http || text.contains("Failed to download") || text.contains("Failed to install") {
                .sourceUnavailable
            } else {
                .loadFailed
            }
        return ExtensionError(
            code,
            "\(name) is in no bundle, and the engine could not install it: \(error)",
            remedy: "Check the network and DUCKDB_EXTENSION_REPOSITORY, or bake it: "
                + ExtensionBundle.bakeCommand(.pinned, .current, name.text)
        )
    }

    private static func isOfTheMoment(_ error: DuckDBError) -> Bool {
        [.interrupt, .deadlineExceeded, .outOfMemory].contains(error.code)
    }
}
