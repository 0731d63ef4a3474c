public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The providers of all schemes as one, whose names are references without a field, such as `ssm:/prod/replica/password`.
///
/// ``ParameterResolver`` puts a cache before them.
public struct ParameterSources: ParameterProvider {
    private var providers: [ParameterReference.Scheme: any ParameterProvider]

    /// Creates sources from providers by scheme.
    public init(_ providers: [ParameterReference.Scheme: any ParameterProvider]) {
        self.providers = providers
    }

    /// Creates sources as the environment describes them; costs a fraction of a millisecond, and neither a thread nor a request.
    ///
    /// `ssm:` and `secretsmanager:` share one HTTP client and go to the services, or through ``ParametersExtension`` where
    /// `PARAMETERS_SECRETS_EXTENSION_HTTP_PORT` is set. Where no region is set, only a fetch from a service says so.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - credentials: Signs the requests; nil for the ``DefaultCredentials`` of the environment.
    ///   - limits: Time-outs, retries and the size of an answer.
    ///   - logger: Told of each request.
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidConfiguration``.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        credentials: (any AWSCredentialProvider)? = nil,
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "aws-parameters")
    ) throws(AWSParametersError) {
        let settings = RemoteSettings(environment, limits, logger)
        let credentials = credentials ?? DefaultCredentials(environment: environment, settings)
        providers = [
            .environment: EnvironmentParameters(environment: environment),
            .file: FileParameters(),
        ]
        if ParametersExtension.isChosen(by: environment) {
            for (scheme, service) in [(.ssm, .parameterStore), (.secretsManager, .secretsManager)] as Services {
                self[scheme] = try ParametersExtension(
                    service,
                    environment: environment,
                    credentials: credentials,
                    settings
                )
            }
            return
        }
        let region: AWSRegion
        do throws(AWSParametersError) {
            region = try AWSRegion.current(environment: environment)
        } catch {
            // Whoever asks no service needs none, whatever is in a profile's file.
            guard !AWSRegion.isNamed(by: environment) else { throw error }
            self[.ssm] = UnavailableProvider(error: error)
            self[.secretsManager] = UnavailableProvider(error: error)
            return
        }
        let client = { (service: AWSService) throws(AWSParametersError) in
            try AWSJSONClient(
                service,
                credentials: credentials,
                region: region,
                environment: environment,
                settings
            )
        }
        self[.ssm] = ParameterStore(try client(.parameterStore))
        self[.secretsManager] = SecretsManager(try client(.secretsManager))
    }

    private typealias Services = [(ParameterReference.Scheme, ParametersExtension.Service)]

    /// The provider of a scheme; set one to add or replace it.
    public subscript(scheme: ParameterReference.Scheme) -> (any ParameterProvider)? {
        get { providers[scheme] }
        set { providers[scheme] = newValue }
    }

    /// The provider's name for where a parameter is fetched from.
    public func metricsLabel(of name: String) -> String {
        let (scheme, name) = Self.split(name)
        return providers[scheme]?.metricsLabel(of: name) ?? "other"
    }

    /// Fetches each scheme's parameters in one call of its provider, all providers at once.
    ///
    /// - Throws: The error of the provider that failed first; ``AWSParametersError`` with
    ///   ``AWSParametersError/Code/invalidReference`` for a scheme without one.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        let groups = Dictionary(grouping: Set(names).sorted()) { Self.split($0).scheme }
        return try await withThrowingTaskGroup(of: [String: Secret].self) { group in
            for (scheme, names) in groups {
                guard let provider = providers[scheme] else { throw AWSParametersError.noProvider }
                group.addTask { try await Self.fetch(names, from: provider) }
            }
            return try await group.reduce(into: [:]) { found, part in
                found.merge(part) { first, _ in first }
            }
        }
    }

    private static func fetch(
        _ names: [String],
        from provider: any ParameterProvider
    ) async throws -> [String: Secret] {
        let found = try await provider.parameters(named: names.map { split($0).name })
        return names.reduce(into: [:]) { $0[$1] = found[split($1).name] }
    }

    private static func split(_ name: String) -> (scheme: ParameterReference.Scheme, name: String) {
        let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) ?? name.endIndex
        let scheme = ParameterReference.Scheme(rawValue: String(name[..<colon]))
        return (scheme, String(name[colon...].dropFirst()))
    }
}

/// A provider that cannot be used, and says why when it is.
private struct UnavailableProvider: ParameterProvider {
    let error: AWSParametersError

    func parameters(named names: [String]) throws(AWSParametersError) -> [String: Secret] {
        throw error
    }
}

extension AWSParametersError {
    /// The name is not repeated: it may be a secret written where its reference belongs.
    fileprivate static var noProvider: AWSParametersError {
        AWSParametersError(
            .invalidReference,
            """
            No provider has the scheme of the reference, what is before its colon. Add one to the ParameterSources, or \
            correct the reference.
            """
        )
    }
}
