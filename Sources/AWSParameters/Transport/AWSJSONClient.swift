import AsyncHTTPClient
import NIOCore
import NIOHTTP1

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Sends signed requests of AWS's JSON 1.1 protocol to one endpoint.
struct AWSJSONClient: Sendable {
    let endpoint: AWSEndpoint
    let region: AWSRegion
    let credentials: any AWSCredentialProvider
    let limits: RequestLimits
    let http: LazyHTTPClient

    init(endpoint: AWSEndpoint, region: AWSRegion, credentials: any AWSCredentialProvider, limits: RequestLimits) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.limits = limits
        self.http = LazyHTTPClient(connectTimeout: limits.connectTimeout)
    }

    /// Sends a request, again after a passing failure, and returns the body of the answer.
    func send(_ operation: AWSOperation, body: [UInt8], deadline: ContinuousClock.Instant) async throws -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var retry = 1
        while true {
            do {
                return try await sendOnce(operation, body: body)
            } catch let error as AWSParametersError where error.code.isPassing && retry <= limits.maximumRetries {
                let pause = Backoff().pause(beforeRetry: retry, using: &generator)
                guard ContinuousClock.now + pause < deadline else { throw error }
                try await Task.sleep(for: pause)
                retry += 1
            }
        }
    }

    private func sendOnce(_ operation: AWSOperation, body: [UInt8]) async throws -> [UInt8] {
        let credentials = try await credentials.credentials()
        guard credentials.isWellFormed else { throw AWSParametersError.malformedCredentials }
        let request = signedRequest(operation, body: body, credentials: credentials)
        let (status, answer) = try await exchange(request, operation)
        guard status == .ok else {
            throw AWSParametersError.rejected(
                operation,
                endpoint: endpoint,
                status: Int(status.code),
                body: answer,
                hiding: credentials
            )
        }
        return answer
    }

    private func signedRequest(
        _ operation: AWSOperation,
        body: [UInt8],
        credentials: AWSCredentials
    ) -> HTTPClientRequest {
        let unsigned = SigV4Request(
            method: "POST",
            headers: [
                ("Host", endpoint.authority), ("Content-Type", "application/x-amz-json-1.1"),
                ("X-Amz-Target", operation.target),
            ],
            body: body
        )
        let signer = SigV4Signer(region: region.name, service: operation.service.signingName)
        var request = HTTPClientRequest(url: "\(endpoint)/")
        request.method = .POST
        request.headers = HTTPHeaders(signer.signedHeaders(of: unsigned, credentials: credentials, date: .now))
        request.body = .bytes(body)
        return request
    }

    private func exchange(
        _ request: HTTPClientRequest,
        _ operation: AWSOperation
    ) async throws -> (HTTPResponseStatus, [UInt8]) {
        do {
            // The caller's deadline also covers the body, which the client's own does not.
            let response = try await http.open().execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: limits.maximumResponseSize)
            return (response.status, Array(body.readableBytesView))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw AWSParametersError.notExchanged(operation, endpoint: endpoint, limits: limits, reason: error)
        }
    }
}
