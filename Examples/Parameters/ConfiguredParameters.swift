import AWSParameters
import Logging

/// Parameters as a program configures them: other limits, a younger cache, its own logger and a provider of its own.
func configuredParameters(vault: some ParameterProvider, logger: Logger) throws -> ParameterResolver {
    var sources = try ParameterSources(limits: RequestLimits(totalTimeout: .seconds(5)), logger: logger)
    sources[.vault] = vault
    return ParameterResolver(sources, timeToLive: .seconds(60), logger: logger)
}

extension ParameterReference.Scheme {
    /// Not known to `ParameterReference("…")`; its references are made from their parts.
    static let vault = ParameterReference.Scheme(rawValue: "vault")
}

func apiKey(_ parameters: ParameterResolver) async throws -> Secret {
    try await parameters.secret(ParameterReference(.vault, "payments", field: "key"), timeToLive: .seconds(10))
}

/// For a test: parameters without any service, whose names have no scheme; a change is a rotation, `failure` an outage.
func rotatedInATest() async throws -> Bool {
    let vault = InMemoryParameters(["payments": #"{"key":"old"}"#])
    let parameters = ParameterResolver(ParameterSources([.vault: vault]))
    let key = ParameterReference(.vault, "payments", field: "key")
    let before = try await parameters.secret(key)
    vault["payments"] = Secret(#"{"key":"new"}"#)
    let after = try await parameters.secret(key, forceFetch: true)
    return before != after && vault.calls == [["payments"], ["payments"]]
}
