#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Parameters and secrets by reference, fetched from wherever each is and cached.
///
/// ```swift
/// let parameters = try ParameterResolver()
/// let password = try await parameters.secret("ssm:/prod/replica/password")
///
/// struct Login: Decodable {
///     let username: String
///     let password: Secret
/// }
/// let login = try await parameters.value("secretsmanager:prod/replica", as: Login.self)
/// ```
///
/// A secret of which two fields are wanted is fetched once. Make one for the life of the process: the cache is its own.
public struct ParameterResolver: Sendable {
    private let cache: ParameterCache

    /// Takes a cache whose names are references without a field, as ``ParameterSources`` have them.
    public init(_ cache: ParameterCache) {
        self.cache = cache
    }

    /// Puts a cache with its defaults before sources.
    public init(_ sources: ParameterSources) {
        self.init(ParameterCache(sources))
    }

    /// Puts a cache with its defaults before the sources that the environment describes; costs microseconds.
    ///
    /// - Throws: As ``ParameterSources/init(environment:credentials:limits:logger:)``.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(AWSParametersError) {
        self.init(try ParameterSources(environment: environment))
    }

    /// The secrets that references lead to, those not in the cache fetched in one call of each provider.
    ///
    /// - Parameters:
    ///   - references: The references, in any order.
    ///   - timeToLive: How old a value may be for this call; nil for the cache's own time.
    ///   - forceFetch: Fetch even what is still fresh, as after a rejected password.
    /// - Returns: A secret for every reference.
    /// - Throws: The provider's error; ``AWSParametersError`` with ``AWSParametersError/Code/invalidValue`` for a value
    ///   that lacks the field; `CancellationError`.
    public func secrets(
        _ references: some Sequence<ParameterReference>,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> [ParameterReference: Secret] {
        let references = Set(references)
        let names = Set(references.map(\.providerName))
        let values = try await cache.parameters(
            named: names.sorted(),
            timeToLive: timeToLive,
            forceFetch: forceFetch
        )
        var secrets: [ParameterReference: Secret] = [:]
        for reference in references {
            guard let value = values[reference.providerName] else {
                throw AWSParametersError.notProvided([reference.description])
            }
            secrets[reference] = try reference.part(of: value)
        }
        return secrets
    }

    /// The secret that a reference leads to.
    ///
    /// - Throws: As ``secrets(_:timeToLive:forceFetch:)``.
    public func secret(
        _ reference: ParameterReference,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Secret {
        let secrets = try await secrets([reference], timeToLive: timeToLive, forceFetch: forceFetch)
        guard let secret = secrets[reference] else { throw AWSParametersError.notProvided([reference.description]) }
        return secret
    }

    /// The secret that a reference leads to, the reference as a text.
    ///
    /// - Throws: As ``secrets(_:timeToLive:forceFetch:)``, and ``AWSParametersError`` with
    ///   ``AWSParametersError/Code/invalidReference``.
    public func secret(
        _ reference: String,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Secret {
        try await secret(try ParameterReference(reference), timeToLive: timeToLive, forceFetch: forceFetch)
    }

    /// The value that a reference leads to, decoded from JSON.
    ///
    /// - Throws: As ``secret(_:timeToLive:forceFetch:)-(String,_,_)``, and ``AWSParametersError`` with
    ///   ``AWSParametersError/Code/invalidValue`` for another form.
    public func value<Value: Decodable>(
        _ reference: String,
        as type: Value.Type,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Value {
        let reference = try ParameterReference(reference)
        let secret = try await secret(reference, timeToLive: timeToLive, forceFetch: forceFetch)
        do {
            return try secret.reveal(as: type)
        } catch {
            throw error.naming(reference)
        }
    }
}

extension ParameterReference {
    /// The field that is meant, or the whole value.
    fileprivate func part(of value: Secret) throws(AWSParametersError) -> Secret {
        guard let field else { return value }
        do throws(AWSParametersError) {
            return try value.field(field)
        } catch {
            throw error.naming(self)
        }
    }
}

extension AWSParametersError {
    fileprivate func naming(_ reference: ParameterReference) -> AWSParametersError {
        AWSParametersError(code, message, names: [reference.description])
    }
}
