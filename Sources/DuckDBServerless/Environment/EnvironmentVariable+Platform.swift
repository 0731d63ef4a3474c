/// What a platform sets, or every AWS SDK reads: environment variables only.
extension EnvironmentVariable {
    static let awsCertificates = EnvironmentVariable(
        "AWS_CA_BUNDLE",
        default: "`SSL_CERT_FILE`, else where HTTPS clients look",
        "The certificates that AWS's services and `httpfs` are checked with, a file."
    )
    static let certificates = EnvironmentVariable(
        "SSL_CERT_FILE",
        default: "where HTTPS clients look",
        "The same for all that honour it, where `AWS_CA_BUNDLE` is not set."
    )
    static let region = EnvironmentVariable("AWS_REGION", "The region of S3 and SSM; set by Lambda.")
    static let anyEndpoint = EnvironmentVariable(
        "AWS_ENDPOINT_URL",
        default: "AWS's own endpoints",
        "The endpoint of every AWS service that has no variable of its own."
    )
    static let lambdaMemory = EnvironmentVariable(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        default: "not on Lambda",
        "The function's memory in MB, from which memory limit and threads follow; set by Lambda."
    )
    static let lambdaConcurrency = EnvironmentVariable(
        "AWS_LAMBDA_MAX_CONCURRENCY",
        default: "1",
        "How many invocations come at once; set by Lambda Managed Instances."
    )
    static let lambdaInitialization = EnvironmentVariable(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        default: "not on Lambda",
        "How Lambda started the function; `lambda-managed-instances` gives it whole cores."
    )
    static let lambdaName = EnvironmentVariable(
        "AWS_LAMBDA_FUNCTION_NAME",
        default: "duckdb-serverless",
        "The name that Postgres shows for the function's connections; set by Lambda."
    )

    static let platform = [
        awsCertificates, certificates, region, anyEndpoint, lambdaMemory, lambdaConcurrency, lambdaInitialization,
        lambdaName,
    ]
}
