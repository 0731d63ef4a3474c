#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Parameters from environment variables, for work on a laptop.
///
/// An empty variable counts as one that is not set. Whoever can list the function's configuration can read its variables, so
/// keep secrets elsewhere when it is deployed.
public struct EnvironmentParameters: ParameterProvider {
    private let environment: SealedEnvironment

    /// Takes a snapshot of an environment.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = SealedEnvironment(environment)
    }

    /// `env`.
    public func metricsLabel(of name: String) -> String { "env" }

    /// The variables' values.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/parameterNotFound`` and the variables that are not
    ///   set.
    public func parameters(named names: [String]) throws(AWSParametersError) -> [String: Secret] {
        var found: [String: Secret] = [:]
        for name in names { found[name] = environment.variables.nonEmpty(name).map(Secret.init) }
        let missing = Set(names).subtracting(found.keys).sorted()
        guard missing.isEmpty else {
            throw AWSParametersError(.parameterNotFound, "These environment variables are not set.", names: missing)
        }
        return found
    }
}
