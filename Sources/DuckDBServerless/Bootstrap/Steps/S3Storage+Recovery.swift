public import DuckDBClient

extension S3Storage {
    /// When S3 no longer takes the credentials.
    ///
    /// Of an upload that was refused the engine says the status alone, so that one which the role may not do has the
    /// credentials asked for once more as well.
    public func isUndone(by error: DuckDBError) -> Bool {
        guard !error.isOfTheStatement else { return false }
        let isRefusedUpload =
            error.message.hasPrefix("Unable to connect to URL s3")
            && ["(HTTP code 400)", "(HTTP code 403)"].contains(where: error.message.contains)
        return isRefusedUpload || failure(error).code == .authenticationFailed
    }
}
