/// One operation of a service, with what an error about it has to say.
struct AWSOperation: Sendable {
    let service: AWSService

    /// The name after the dot of `X-Amz-Target`, such as `GetParameters`.
    let name: String

    /// The names of what is asked for.
    let names: [String]

    /// What IAM has to allow, as part of a sentence: `ssm:GetParameters on arn:aws:ssm:…`.
    let permissions: String

    var target: String { "\(service.targetPrefix).\(name)" }

    /// What to do about an answer that the service cannot have given.
    var checkEndpoint: String {
        "Check AWS_ENDPOINT_URL_\(service.environmentName) and AWS_ENDPOINT_URL, and any proxy between."
    }
}
