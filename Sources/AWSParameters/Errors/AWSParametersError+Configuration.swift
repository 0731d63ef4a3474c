extension AWSParametersError {
    static func missingCredentials(variables: [String]) -> AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            """
            No AWS credentials: \(variables.joined(separator: " and ")) \(variables.count == 1 ? "is" : "are") not \
            set. Lambda sets them from the function's execution role; elsewhere set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN for \
            temporary credentials.
            """
        )
    }

    static func noCredentialSource(isOnLambda: Bool) -> AWSParametersError {
        AWSParametersError(
            .missingCredentials,
            """
            No AWS credentials: no keys and no web identity in the environment, no profile, no container endpoint, and \
            EC2's metadata service is not asked \
            \(isOnLambda ? "on Lambda" : "because of AWS_EC2_METADATA_DISABLED"). Set AWS_ACCESS_KEY_ID and \
            AWS_SECRET_ACCESS_KEY, or give the function or task a role.
            """
        )
    }

    static var expiredEnvironment: AWSParametersError {
        AWSParametersError(
            .expiredCredentials,
            """
            The credentials of the environment have expired, as AWS_CREDENTIAL_EXPIRATION says. Set new ones and start \
            anew: a process keeps the environment it was started with.
            """
        )
    }

    static var unreadableExpiration: AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            "AWS_CREDENTIAL_EXPIRATION is not a date such as 2026-01-31T12:00:00Z. Correct it, or unset it."
        )
    }

    static var malformedCredentials: AWSParametersError {
        AWSParametersError(
            .invalidCredentials,
            """
            The access key ID or the session token has a space, a line break or another character that AWS does not \
            use. Check how AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN are set.
            """
        )
    }

    static var missingRegion: AWSParametersError {
        AWSParametersError(
            .missingRegion,
            """
            No AWS region: set AWS_REGION, or AWS_DEFAULT_REGION, to one such as eu-central-1, or region in the profile. \
            Lambda sets AWS_REGION.
            """
        )
    }

    static var invalidRegion: AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            The AWS region is not a region's name, which has lower-case letters, digits and hyphens, such as \
            eu-central-1. Check AWS_REGION and AWS_DEFAULT_REGION.
            """
        )
    }

    static func invalidEndpoint(source: String) -> AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            """
            \(source) is not an endpoint: it has to be http:// or https://, a host and perhaps a port, such as \
            https://ssm.eu-central-1.amazonaws.com, without a user, a path or a query.
            """
        )
    }

    static var unusableCertificates: AWSParametersError {
        AWSParametersError(
            .invalidConfiguration,
            "The file that AWS_CA_BUNDLE names cannot be read, or has no certificate in PEM. Correct it, or unset it."
        )
    }

    static func notProvided(_ names: [String]) -> AWSParametersError {
        AWSParametersError(
            .parameterNotFound,
            "The parameter provider returned no value for these parameters. Check their names.",
            names: names
        )
    }
}
