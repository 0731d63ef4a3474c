/// Where ``DefaultCredentials`` get their credentials from.
public struct CredentialSource: Sendable, Hashable, CustomStringConvertible {
    enum Kind: Sendable {
        case environment, webIdentity, profile, container, instance, none
    }

    let kind: Kind

    /// The source as a person would say it, such as `environment variables`.
    public let description: String

    /// Whether asking it is a request to another machine or process.
    package var isRemote: Bool {
        switch kind {
        case .environment, .none: false
        // A profile may name a role, which STS is asked for.
        case .webIdentity, .profile, .container, .instance: true
        }
    }

    /// Whether there is no source.
    package var isMissing: Bool { kind == .none }

    /// Whether it is EC2's metadata service, which is asked where nothing is set up.
    package var isLastResort: Bool { kind == .instance }

    init(environment: [String: String]) {
        let kind = Self.kind(environment)
        self.kind = kind
        self.description =
            switch kind {
            case .environment: "environment variables"
            case .webIdentity: "a web identity token"
            case .profile: "profile \(ProfileCredentials.profileName(environment).prefix(64))".onOneLine
            case .container: "the container credentials endpoint"
            case .instance: "the EC2 instance metadata service"
            case .none: "none"
            }
    }

    /// The first that is set up; see ``DefaultCredentials``.
    private static func kind(_ environment: [String: String]) -> Kind {
        if EnvironmentCredentials.isChosen(by: environment) { return .environment }
        if WebIdentityCredentials.isChosen(by: environment) { return .webIdentity }
        // Lambda has no shared files of its own, so none are looked for.
        let isOnLambda = isOnLambda(environment)
        if environment.nonEmpty("AWS_PROFILE") != nil { return .profile }
        if !isOnLambda, ProfileCredentials.isChosen(by: environment) { return .profile }
        if ContainerCredentials.isChosen(by: environment) { return .container }
        return isOnLambda || InstanceCredentials.isDisabled(by: environment) ? .none : .instance
    }

    static func isOnLambda(_ environment: [String: String]) -> Bool {
        environment.nonEmpty("AWS_LAMBDA_FUNCTION_NAME") != nil
    }
}
