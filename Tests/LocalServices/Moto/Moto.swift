public import Foundation

/// An AWS endpoint on a free port of 127.0.0.1: S3, SSM, Secrets Manager and more, by Moto, with signatures checked.
///
/// It knows two sets of credentials, both allowed everything; any other is refused as AWS refuses it. Starting it
/// takes 1 to 2 s.
public final class Moto: Sendable {
    /// What a request is signed with.
    public struct Credentials: Decodable, Sendable {
        /// The public part of the key.
        public var accessKeyID: String
        /// The secret part of the key.
        public var secretAccessKey: String
        /// Present in temporary credentials.
        public var sessionToken: String?
    }

    /// A request as the endpoint saw it.
    public struct Request: Decodable, Sendable {
        /// The HTTP method.
        public let method: String
        /// The path without its query.
        public let path: String
        /// The header `X-Amz-Target`, such as `AmazonSSM.GetParameters`; empty for S3.
        public let target: String
        /// Whose key signed it; empty without a signature.
        public let accessKeyID: String
        /// The HTTP status of the answer.
        public let status: Int
    }

    /// The port of 127.0.0.1 it listens on.
    public let port: Int
    /// A user's permanent key.
    public let credentials: Credentials
    /// A role's temporary credentials, with a session token, as a Lambda function has them.
    public let sessionCredentials: Credentials
    /// The role of ``sessionCredentials``, which the user and every web identity may assume.
    public let roleARN: String
    /// The region it plays.
    public let region = "us-east-1"
    let helper: Helper

    /// Its address, `http://127.0.0.1:PORT`.
    public var endpoint: String { "http://127.0.0.1:\(port)" }

    private static let sharedEndpoint = Task { try await start() }

    /// The endpoint that all tests of this process share, started by the first that asks.
    public static func shared() async throws -> Moto {
        try await sharedEndpoint.value
    }

    /// Starts an endpoint with nothing in it.
    public static func start() async throws -> Moto {
        let helper = try Helper(
            name: "Moto",
            interpreter: Tools.path("venv/bin/python"),
            script: String(decoding: PackageResources.moto_py, as: UTF8.self),
            // Nothing of the caller's own AWS set-up, and no proxy, may reach it.
            environment: GuardedProcess.environment.merging(["AWS_CONFIG_FILE": "/dev/null"]) { $1 }
        )
        return Moto(helper, try await helper.request("open", [String: String]()))
    }

    private struct Opened: Decodable {
        let port: Int
        let roleARN: String
        let user: Credentials
        let session: Credentials
    }

    private init(_ helper: Helper, _ opened: Opened) {
        self.helper = helper
        port = opened.port
        credentials = opened.user
        sessionCredentials = opened.session
        roleARN = opened.roleARN
    }

    deinit {
        helper.finish()
    }

    /// Stops the endpoint and forgets what is in it.
    public func end() async {
        await helper.end()
    }

    /// The requests answered so far, oldest first.
    public func requests() async throws -> [Request] {
        struct Log: Decodable {
            let requests: [Request]
        }
        return try await helper.request("log", [String: String](), as: Log.self).requests
    }

    /// Calls any operation of boto3 as the user.
    ///
    /// - Parameters:
    ///   - service: such as `s3`.
    ///   - operation: as boto3 spells it, such as `create_bucket`.
    ///   - parameters: a JSON object of its keyword arguments.
    /// - Returns: the reply as a JSON object, times as text.
    /// - Throws: ``ServiceError`` with `helperFailed` and boto3's message.
    @discardableResult
    public func call<Parameters: Encodable>(
        _ service: String,
        _ operation: String,
        _ parameters: Parameters
    ) async throws -> Data {
        let encoded = String(decoding: try JSONEncoder().encode(parameters), as: UTF8.self)
        let call = Call(service: service, operation: operation, parameters: encoded)
        return Data(try await helper.request("call", call, as: Answer.self).result.utf8)
    }
}

private struct Call: Encodable {
    let service: String
    let operation: String
    let parameters: String
}

private struct Answer: Decodable {
    let result: String
}
