import NIOHTTP1

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Sends signed requests of AWS's JSON 1.1 protocol to one service.
struct AWSJSONClient: Sendable {
    let remote: RemoteClient
    let signer: RequestSigner

    /// Makes a client; region and endpoint are those of the environment where they are not given.
    init(
        _ service: AWSService,
        credentials: any AWSCredentialProvider,
        region: AWSRegion?,
        endpoint: AWSEndpoint? = nil,
        environment: [String: String],
        _ settings: RemoteSettings
    ) throws(AWSParametersError) {
        let region = if let region { region } else { try AWSRegion.current(environment: environment) }
        let endpoint =
            if let endpoint { endpoint } else {
                try AWSEndpoint.resolve(service, region: region, environment: environment)
            }
        self.remote = settings.client(endpoint)
        self.signer = RequestSigner(service: service, region: region, credentials: credentials)
    }

    var service: AWSService { signer.service }
    var endpoint: AWSEndpoint { remote.endpoint }
    var region: AWSRegion { signer.region }

    /// Sends the request of an operation and returns the body of the answer.
    func send(_ operation: RemoteOperation, body: [UInt8], deadline: ContinuousClock.Instant) async throws -> [UInt8] {
        try await remote.send(operation, deadline: deadline) { refusal in
            try await signer.signed(
                headers: [
                    ("Host", endpoint.authority), ("Content-Type", "application/x-amz-json-1.1"),
                    ("X-Amz-Target", "\(service.targetPrefix).\(operation.name)"),
                ],
                body: body,
                after: refusal
            )
        }
    }
}

/// Signs the POST requests of one service with credentials asked for before each.
struct RequestSigner: Sendable {
    let service: AWSService
    let region: AWSRegion
    let credentials: any AWSCredentialProvider

    /// A signed request.
    func signed(
        headers: [(name: String, value: String)],
        body: [UInt8],
        after refusal: RemoteRefusal?
    ) async throws -> RemoteRequest {
        let credentials = try await credentials.credentials(after: refusal)
        let unsigned = SigV4Request(method: "POST", headers: headers, body: body)
        let signer = SigV4Signer(region: region.name, service: service.signingName)
        return RemoteRequest(
            method: .POST,
            headers: signer.signedHeaders(of: unsigned, credentials: credentials, date: .now),
            body: body,
            credentials: credentials
        )
    }
}
