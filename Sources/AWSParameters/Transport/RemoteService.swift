/// Something asked over HTTP, as errors, logs, metrics and spans name it.
struct RemoteService: Sendable {
    /// The name people know it by, such as `SSM Parameter Store`.
    let title: String

    /// The short name in metrics and spans, such as `ssm`.
    let label: String

    /// The settings that say where it is, as part of a sentence.
    let settings: String

    /// What else a refused request may come from, as the end of a sentence.
    var refusalAdvice = ""

    /// What a failed connection calls for, as a sentence.
    var connectionAdvice = """
        Check that the function's network reaches the endpoint (in a VPC it needs an interface endpoint for the service \
        or a NAT gateway) and that the image has CA certificates.
        """
}
