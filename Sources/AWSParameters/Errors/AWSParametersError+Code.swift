extension AWSParametersError {
    /// What kind of failure it was.
    ///
    /// New kinds may be added, so a `switch` needs a `default`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case missingCredentials, invalidCredentials, expiredCredentials, missingRegion, invalidConfiguration
            case parameterNotFound, accessDenied, requestRejected, invalidReference, invalidValue
            case throttled, serviceUnavailable, connectionFailed, timeout, invalidResponse
        }

        private let kind: Kind

        /// The name of the code, such as `parameterNotFound`.
        public var description: String { kind.rawValue }

        /// Whether the same request may succeed a moment later.
        var isPassing: Bool {
            [.throttled, .serviceUnavailable, .connectionFailed].contains(self)
        }

        /// Whether the service could not answer, rather than answered no: a value it gave before still holds.
        var isOutage: Bool {
            isPassing || self == .timeout || self == .invalidResponse
        }

        /// No credentials were found.
        public static let missingCredentials = Code(kind: .missingCredentials)
        /// The service does not know the credentials, or its signature differs.
        public static let invalidCredentials = Code(kind: .invalidCredentials)
        /// The credentials were valid once.
        public static let expiredCredentials = Code(kind: .expiredCredentials)
        /// Neither `AWS_REGION` nor `AWS_DEFAULT_REGION` nor the profile names a region.
        public static let missingRegion = Code(kind: .missingRegion)
        /// A region, an endpoint, a profile or another setting cannot be used.
        public static let invalidConfiguration = Code(kind: .invalidConfiguration)
        /// One or more of the parameters do not exist.
        public static let parameterNotFound = Code(kind: .parameterNotFound)
        /// A text is not a reference to a parameter.
        public static let invalidReference = Code(kind: .invalidReference)
        /// A value was found and is not of the form asked for: not JSON, not Base64, or without the field.
        public static let invalidValue = Code(kind: .invalidValue)
        /// The credentials are valid and lack a permission.
        public static let accessDenied = Code(kind: .accessDenied)
        /// The service refused the request for another reason, which ``AWSParametersError/serviceCode`` names.
        public static let requestRejected = Code(kind: .requestRejected)
        /// The service asked for fewer requests, and did so until the retries were used up.
        public static let throttled = Code(kind: .throttled)
        /// The service failed with a 5xx status, and did so until the retries were used up.
        public static let serviceUnavailable = Code(kind: .serviceUnavailable)
        /// No connection could be made, or it broke, until the retries were used up.
        public static let connectionFailed = Code(kind: .connectionFailed)
        /// The fetch was not done within its time.
        public static let timeout = Code(kind: .timeout)
        /// What came back is not an answer of the service.
        public static let invalidResponse = Code(kind: .invalidResponse)
    }
}
