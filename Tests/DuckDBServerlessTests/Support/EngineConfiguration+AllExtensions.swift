import AWSParameters
import DuckDBServerless
import LocalServices

extension EngineConfiguration {
    /// A configuration with these steps, and a bundle that has the extensions of all steps and formats.
    static func testWithAll(
        _ steps: [any BootstrapStep],
        parameters: [String: String] = [:],
        credentials: Moto.Credentials? = nil
    ) async throws -> EngineConfiguration {
        var configuration = try await test(
            steps,
            parameters: InMemoryParameters(parameters),
            credentials: credentials
        )
        configuration.extensionDirectory = try await ExtensionBundleFolder.all
        return configuration
    }
}
