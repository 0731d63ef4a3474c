public import Foundation

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

    /// A version of a secret of Secrets Manager.
    public struct SecretVersion: Decodable, Sendable {
        /// The secret's ARN.
        public let arn: String
        /// The version's ID.
        public let versionID: String

        enum CodingKeys: String, CodingKey {
            case arn = "ARN"
            case versionID = "VersionId"
        }
    }

    /// Creates a secret of Secrets Manager that holds text.
    @discardableResult
    public func createSecret(_ name: String, _ value: String) async throws -> SecretVersion {
        let reply = try await call("secretsmanager", "create_secret", ["Name": name, "SecretString": value])
        return try JSONDecoder().decode(SecretVersion.self, from: reply)
    }

    /// Creates a secret of Secrets Manager that holds bytes.
    public func createBinarySecret(_ name: String, _ value: Data) async throws {
        let encoded = value.base64EncodedString()
        try await call("secretsmanager", "create_secret", BinarySecret(name: name, value: ["base64": encoded]))
    }

    /// Rotates a secret: the value it had becomes `AWSPREVIOUS`.
    public func putSecretValue(_ name: String, _ value: String) async throws -> SecretVersion {
        let reply = try await call("secretsmanager", "put_secret_value", ["SecretId": name, "SecretString": value])
        return try JSONDecoder().decode(SecretVersion.self, from: reply)
    }

    /// Creates a bucket of S3; its name has at least three letters.
    public func createBucket(_ name: String) async throws {
        try await call("s3", "create_bucket", ["Bucket": name])
    }

    /// Has S3 answer `ExpiredToken` to whatever is signed with this key from now on.
    public func expire(_ accessKeyID: String) async throws {
        struct Done: Decodable {}
        _ = try await helper.request("expire", ["key": accessKeyID], as: Done.self)
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

private struct BinarySecret: Encodable {
    let name: String
    /// As the helper writes bytes in JSON.
    let value: [String: String]

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case value = "SecretBinary"
    }
}
