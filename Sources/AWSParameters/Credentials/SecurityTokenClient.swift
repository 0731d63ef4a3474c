import NIOHTTP1

/// Asks the Security Token Service (STS) for temporary credentials, by AWS's query protocol.
struct SecurityTokenClient: Sendable {
    let remote: RemoteClient
    let region: AWSRegion

    init(
        region: AWSRegion,
        environment: [String: String],
        _ settings: RemoteSettings
    ) throws(AWSParametersError) {
        self.region = region
        let endpoint = try AWSEndpoint.resolve(.securityTokenService, region: region, environment: environment)
        self.remote = settings.credentialClient(endpoint)
    }

    /// Exchanges a web identity token for credentials of a role; unsigned, since the token is the proof.
    ///
    /// `token` is read for each attempt, since it is rotated.
    func assumeRole(
        _ role: AssumedRole,
        webIdentity token: @escaping @Sendable () throws -> String
    ) async throws -> AWSCredentials {
        let action = "AssumeRoleWithWebIdentity"
        return try await credentials(action, role) { refusal in
            let token = try token()
            // The same token is no better the second time.
            if let refusal, refusal.error.code == .expiredCredentials, refusal.request.secrets == [token] {
                throw refusal.error
            }
            let body = Self.form([("Action", action), ("WebIdentityToken", token)] + role.fields)
            return RemoteRequest(method: .POST, headers: headers, body: body, secrets: [token])
        }
    }

    /// Asks for credentials of a role in exchange for others.
    func assumeRole(_ role: AssumedRole, by credentials: any AWSCredentialProvider) async throws -> AWSCredentials {
        let action = "AssumeRole"
        let body = Self.form([("Action", action)] + role.fields)
        let signer = RequestSigner(service: .securityTokenService, region: region, credentials: credentials)
        return try await self.credentials(action, role) { refusal in
            try await signer.signed(headers: headers, body: body, after: refusal)
        }
    }

    private func credentials(
        _ action: String,
        _ role: AssumedRole,
        _ request: @escaping @Sendable (RemoteRefusal?) async throws -> RemoteRequest
    ) async throws -> AWSCredentials {
        let operation = RemoteOperation(
            service: AWSService.securityTokenService.remote,
            name: action,
            permissions: "sts:\(action) on \(role.arn), and check the role's trust policy"
        )
        return try await remote.withinLimits(operation) { deadline in
            let body = try await remote.send(operation, deadline: deadline, request)
            guard let credentials = Self.credentials(in: String(decoding: body, as: UTF8.self)) else {
                throw AWSParametersError.unreadable(operation, remote.endpoint)
            }
            return credentials
        }
    }

    private var headers: [(name: String, value: String)] {
        [("Host", remote.endpoint.authority), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
    }

    private static func credentials(in answer: String) -> AWSCredentials? {
        guard
            let accessKeyID = XMLText.element("AccessKeyId", in: answer),
            let secretAccessKey = XMLText.element("SecretAccessKey", in: answer),
            let sessionToken = XMLText.element("SessionToken", in: answer)
        else { return nil }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken,
            expirationText: XMLText.element("Expiration", in: answer)
        )
    }

    private static func form(_ fields: [(String, String)]) -> [UInt8] {
        let pairs = fields + [("Version", "2011-06-15")]
        return Array(pairs.map { "\($0.percentEncoded())=\($1.percentEncoded())" }.joined(separator: "&").utf8)
    }
}

/// A role to assume, and what STS is told with it.
struct AssumedRole: Sendable {
    let arn: String
    /// What AWS's logs show for the session.
    var sessionName = "aws-parameters"
    var externalID: String?
    /// In seconds; STS's own is an hour.
    var duration: Int?

    fileprivate var fields: [(String, String)] {
        let optional = [("ExternalId", externalID), ("DurationSeconds", duration.map(String.init))]
        return [("RoleArn", arn), ("RoleSessionName", sessionName)]
            + optional.compactMap { name, value in value.map { (name, $0) } }
    }
}
