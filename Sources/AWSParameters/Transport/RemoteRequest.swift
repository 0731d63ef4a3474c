import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A request ready to be sent, and the secrets in it that no error may repeat.
struct RemoteRequest: Sendable {
    var method = HTTPMethod.GET
    /// Path and query, percent-encoded.
    var path = "/"
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// What the other side might echo, beside the credentials.
    var secrets: [String] = []
    /// What the request is signed with, or proves itself by.
    var credentials: AWSCredentials?

    func http(to endpoint: AWSEndpoint) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(endpoint)\(path)")
        request.method = method
        request.headers = HTTPHeaders(headers)
        if !body.isEmpty { request.body = .bytes(body) }
        return request
    }
}

/// A request that failed, and how.
struct RemoteRefusal: Sendable {
    let error: AWSParametersError
    let request: RemoteRequest
}

extension AWSCredentialProvider {
    /// Credentials for the next attempt: after a refusal of expired ones, ones that were fetched anew.
    ///
    /// - Throws: The refusal, when there are no other ones; the provider's error.
    func credentials(after refusal: RemoteRefusal?) async throws -> AWSCredentials {
        guard let refusal, refusal.error.code == .expiredCredentials else { return try await wellFormed(credentials()) }
        let fresh = try await wellFormed(freshCredentials())
        guard fresh != refusal.request.credentials else { throw refusal.error }
        return fresh
    }

    private func wellFormed(_ credentials: AWSCredentials) throws -> AWSCredentials {
        guard credentials.isWellFormed else { throw AWSParametersError.malformedCredentials }
        return credentials
    }
}
