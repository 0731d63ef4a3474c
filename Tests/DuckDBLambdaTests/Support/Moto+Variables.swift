import LocalServices

extension Moto {
    /// What the environment of a function says that uses these services, and the bundle of extensions.
    var variables: [String: String] {
        get async throws {
            [
                "AWS_ENDPOINT_URL": endpoint, "AWS_REGION": region,
                "AWS_ACCESS_KEY_ID": sessionCredentials.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": sessionCredentials.secretAccessKey,
                "AWS_SESSION_TOKEN": sessionCredentials.sessionToken ?? "",
                "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path,
            ]
        }
    }

    /// The same for a function that has S3 configured.
    var s3Variables: [String: String] {
        get async throws { try await variables.merging(["DEFAULT_BOOTSTRAP": "s3"]) { $1 } }
    }
}
