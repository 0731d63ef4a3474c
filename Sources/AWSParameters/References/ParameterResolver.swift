public import Logging

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

    /// Puts a cache before sources.
    ///
    /// - Parameters:
    ///   - sources: The providers by scheme.
    ///   - timeToLive: How long a value is used before it is fetched anew, 5 minutes unless told.
    ///   - staleness: How old a value may be that is used because a service cannot answer, an hour unless told; zero for
    ///     never.
    ///   - capacity: The most values kept.
    ///   - logger: Warned when old values are used.
    ///   - now: The wall clock.
    public init(
        _ sources: ParameterSources,
        timeToLive: Duration = .seconds(300),
        staleness: Duration = .seconds(3600),
        capacity: Int = 1_000,
        logger: Logger = Logger(label: "aws-parameters"),
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        cache = ParameterCache(
            sources,
            timeToLive: timeToLive,
            staleness: staleness,
            capacity: capacity,
            logger: logger,
            now: now
        )
    }

    /// Puts a cache with its defaults before the sources that the environment describes.
    ///
    /// Costs a fraction of a millisecond, and neither a thread nor a request.
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
    ///   - forceFetch: Fetch even what is still fresh, as after a rejected password; ``ParametersExtension`` has values of its
    ///     own all the same.
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
    /// - Throws: As ``secrets(_:timeToLive:forceFetch:)``, and ``AWSParametersError`` with
    ///   ``AWSParametersError/Code/invalidValue`` for another form.
    public func value<Value: Decodable>(
        _ reference: ParameterReference,
        as type: Value.Type,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Value {
        let secret = try await secret(reference, timeToLive: timeToLive, forceFetch: forceFetch)
        do {
            return try secret.reveal(as: type)
        } catch {
            throw error.naming(reference)
        }
    }

    /// The value that a reference leads to, decoded from JSON, the reference as a text.
    ///
    /// - Throws: As ``secrets(_:timeToLive:forceFetch:)``, and ``AWSParametersError`` with
    ///   ``AWSParametersError/Code/invalidReference``, or ``AWSParametersError/Code/invalidValue`` for another form.
    public func value<Value: Decodable>(
        _ reference: String,
        as type: Value.Type,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Value {
        let reference = try ParameterReference(reference)
        return try await value(reference, as: type, timeToLive: timeToLive, forceFetch: forceFetch)
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
