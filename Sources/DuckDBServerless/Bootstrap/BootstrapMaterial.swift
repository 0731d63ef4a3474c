public import AWSParameters

/// What bootstrap steps are given to work with: their secrets and the function's AWS credentials, all fetched already.
public struct BootstrapMaterial: Sendable {
    private let secrets: [ParameterReference: Secret]
    /// The function's AWS credentials, when a selected step asked for them.
    public let credentials: AWSCredentials?

    /// Makes material, as a bootstrap does; of use in tests of a step.
    public init(secrets: [ParameterReference: Secret], credentials: AWSCredentials?) {
        self.secrets = secrets
        self.credentials = credentials
    }

    /// A secret that the step has named in ``BootstrapStep/secrets``; nil for any other.
    public func secret(_ reference: ParameterReference) -> Secret? { secrets[reference] }
}
