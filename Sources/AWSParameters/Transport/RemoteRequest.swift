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
    /// What the other side might echo.
    var secrets: [String] = []

    func http(to endpoint: AWSEndpoint) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(endpoint)\(path)")
        request.method = method
        request.headers = HTTPHeaders(headers)
        if !body.isEmpty { request.body = .bytes(body) }
        return request
    }

    /// Whether a text repeats one of the secrets.
    func isRepeated(in text: String) -> Bool {
        secrets.contains { !$0.isEmpty && text.contains($0) }
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
        let areOthers = fresh.sessionToken.map { !refusal.request.secrets.contains($0.reveal()) } ?? true
        guard areOthers else { throw refusal.error }
        return fresh
    }

    private func wellFormed(_ credentials: AWSCredentials) throws -> AWSCredentials {
        guard credentials.isWellFormed else { throw AWSParametersError.malformedCredentials }
        return credentials
    }
}
