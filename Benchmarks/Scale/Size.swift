import DuckDBServerless

/// A function of so much memory, as far as the engine's memory limit and threads follow from it.
///
/// Lambda also takes away processor time below 1769 MB, which this machine does not.
enum Size {
    static let all = [512, 1769, 3538]

    static func engine(_ megabytes: Int, spillingTo folder: String) async throws -> Engine {
        let environment = FunctionEnvironment(variables: [
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "\(megabytes)", "DUCKDB_TEMP_DIRECTORY": folder,
        ])
        var configuration = EngineConfiguration(environment: environment)
        configuration.apply(try Resources(environment))
        configuration.extensionDirectory = "/nowhere"
        return try await Engine.wake(configuration)
    }
}
