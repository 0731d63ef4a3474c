/// What tells one AWS service with signed requests from another.
struct AWSService: Sendable {
    /// The name people know it by, for errors.
    let title: String

    /// The name in the credential scope and in host names.
    let signingName: String

    /// The name in `AWS_ENDPOINT_URL_…`.
    let environmentName: String

    /// The part of `X-Amz-Target` before the dot; empty for a service of the query protocol.
    var targetPrefix = ""

    /// What else a refused request may come from, as the end of a sentence.
    var refusalAdvice = ""

    static let parameterStore = AWSService(
        title: "SSM Parameter Store",
        signingName: "ssm",
        environmentName: "SSM",
        targetPrefix: "AmazonSSM"
    )

    static let secretsManager = AWSService(
        title: "Secrets Manager",
        signingName: "secretsmanager",
        environmentName: "SECRETS_MANAGER",
        targetPrefix: "secretsmanager",
        refusalAdvice: ", and whether the secret is marked for deletion"
    )

    static let securityTokenService = AWSService(
        title: "Security Token Service",
        signingName: "sts",
        environmentName: "STS"
    )

    /// The service as errors and metrics name it.
    var remote: RemoteService {
        RemoteService(
            title: title,
            label: signingName,
            settings: "AWS_ENDPOINT_URL_\(environmentName) and AWS_ENDPOINT_URL",
            refusalAdvice: refusalAdvice
        )
    }
}
