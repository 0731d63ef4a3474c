/// A source of parameters: a service, a file, a ``ParameterCache`` before one of them, or your own.
public protocol ParameterProvider: Sendable {
    /// Fetches the values of all the named parameters.
    ///
    /// - Parameter names: The names, in any order; a name that comes twice counts once.
    /// - Returns: A value for every name, keyed by the name exactly as it was asked for.
    /// - Throws: An error when even one of the parameters cannot be had; for one that does not exist that is
    ///   ``AWSParametersError`` with ``AWSParametersError/Code/parameterNotFound``.
    func parameters(named names: [String]) async throws -> [String: Secret]

    /// The service that a parameter is fetched from, as metrics name it, such as `ssm`; by default `other`.
    ///
    /// One of a few words, never the parameter's name: each becomes a time series.
    func metricsLabel(of name: String) -> String
}

extension ParameterProvider {
    /// `other`.
    public func metricsLabel(of name: String) -> String { "other" }

    /// Fetches the value of one parameter.
    ///
    /// - Throws: As ``parameters(named:)``.
    public func parameter(named name: String) async throws -> Secret {
        guard let value = try await parameters(named: [name])[name] else {
            throw AWSParametersError.notProvided([name])
        }
        return value
    }
}
