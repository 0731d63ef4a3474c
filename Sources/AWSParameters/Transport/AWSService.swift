/// What tells one AWS service with a JSON protocol from another.
struct AWSService: Sendable {
    /// The name people know it by, for errors.
    let title: String

    /// The name in the credential scope and in host names.
    let signingName: String

    /// The name in `AWS_ENDPOINT_URL_…`.
    let environmentName: String

    /// The part of `X-Amz-Target` before the dot.
    let targetPrefix: String

    static let parameterStore = AWSService(
        title: "SSM Parameter Store",
        signingName: "ssm",
        environmentName: "SSM",
        targetPrefix: "AmazonSSM"
    )
}
