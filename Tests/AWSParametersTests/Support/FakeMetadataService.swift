import Synchronization

/// EC2's instance metadata service with version 1 switched off: who has not fetched a session token is refused.
final class FakeMetadataService: Sendable {
    private let role: FaultServer.Step
    private let credentials: FaultServer.Step
    private let keepsTokens: Bool
    private let tokens = Mutex<[String]>([])

    /// - Parameters:
    ///   - role: The answer to whoever asks for the role, with a valid token.
    ///   - credentials: The answer to whoever asks for the credentials of `app-role`, with a valid token.
    ///   - keepsTokens: Whether it knows its tokens again.
    init(
        role: FaultServer.Step = .answer(200, "app-role"),
        credentials: FaultServer.Step = .answer(200, issued("1")),
        keepsTokens: Bool = true
    ) {
        self.role = role
        self.credentials = credentials
        self.keepsTokens = keepsTokens
    }

    /// Runs the service while `body` runs.
    func run<Result>(_ body: (FaultServer) async throws -> Result) async throws -> Result {
        try await FaultServer.run(answering: { self.answer($0) }, body)
    }

    private func answer(_ request: FaultServer.Request) -> FaultServer.Step {
        let words = request.line.split(separator: " ")
        switch (words.first, words.dropFirst().first) {
        case ("PUT", "/latest/api/token"):
            return token(for: request)
        case ("GET", _) where !isAuthorized(request):
            return .answer(401, "<Error><Message>\(token(of: request) ?? "nothing") is no token</Message></Error>")
        case ("GET", "/latest/meta-data/iam/security-credentials/"):
            return role
        case ("GET", "/latest/meta-data/iam/security-credentials/app-role"):
            return credentials
        default:
            return .answer(404, "")
        }
    }

    private func token(for request: FaultServer.Request) -> FaultServer.Step {
        guard
            let lifetime = request.headers["x-aws-ec2-metadata-token-ttl-seconds"].flatMap(Int.init),
            (1...21_600).contains(lifetime), request.headers["content-length"] == "0"
        else { return .answer(400, "") }
        return tokens.withLock { tokens in
            let token = "planted-metadata-token-\(tokens.count)=="
            tokens.append(token)
            return .answer(200, token)
        }
    }

    private func isAuthorized(_ request: FaultServer.Request) -> Bool {
        guard keepsTokens, let token = token(of: request) else { return false }
        return tokens.withLock { $0.contains(token) }
    }

    private func token(of request: FaultServer.Request) -> String? {
        request.headers["x-aws-ec2-metadata-token"]
    }
}
