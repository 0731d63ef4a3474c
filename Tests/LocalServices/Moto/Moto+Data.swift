extension Moto {
    /// Creates or replaces a parameter of SSM: a `SecureString`, or a `String` when not `secure`.
    public func putParameter(_ name: String, _ value: String, secure: Bool = true) async throws {
        let type = secure ? "SecureString" : "String"
        try await call("ssm", "put_parameter", Parameter(name: name, value: value, type: type, overwrite: true))
    }

    /// Deletes a parameter of SSM; it need not exist.
    public func deleteParameter(_ name: String) async throws {
        try await call("ssm", "delete_parameters", ["Names": [name]])
    }

    /// Creates a secret of Secrets Manager that holds text.
    public func createSecret(_ name: String, _ value: String) async throws {
        try await call("secretsmanager", "create_secret", ["Name": name, "SecretString": value])
    }

    /// Creates a bucket of S3; its name has at least three letters.
    public func createBucket(_ name: String) async throws {
        try await call("s3", "create_bucket", ["Bucket": name])
    }

    /// Puts a local file into a bucket.
    public func upload(_ file: String, bucket: String, key: String) async throws {
        try await call("s3", "upload_file", ["Filename": file, "Bucket": bucket, "Key": key])
    }
}

private struct Parameter: Encodable {
    let name: String
    let value: String
    let type: String
    let overwrite: Bool

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case value = "Value"
        case type = "Type"
        case overwrite = "Overwrite"
    }
}
