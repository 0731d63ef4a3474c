import LambdaRuntime
import Testing

@Suite("The configuration of the local server")
struct LocalServerConfigurationTests {
    @Test("Without variables it listens on 127.0.0.1:7000")
    func defaults() throws {
        let configuration = try LocalServerConfiguration(environment: [:])
        #expect(configuration == LocalServerConfiguration())
        #expect(configuration.host == "127.0.0.1" && configuration.port == 7000)
        #expect(configuration.invocationEndpoint == "/invoke" && configuration.timeout == .seconds(30))
    }

    @Test("Variables say where and how", arguments: ["/run", "run"])
    func variables(path: String) throws {
        let configuration = try LocalServerConfiguration(environment: [
            "LOCAL_LAMBDA_HOST": "::1", "LOCAL_LAMBDA_PORT": "0", "LOCAL_LAMBDA_INVOCATION_ENDPOINT": path,
            "LOCAL_LAMBDA_TIMEOUT": "900",
        ])
        #expect(configuration.host == "::1" && configuration.port == 0)
        #expect(configuration.invocationEndpoint == "/run" && configuration.timeout == .seconds(900))
    }

    @Test(
        "A value that cannot be used is named, with the values that can",
        arguments: [
            ("LOCAL_LAMBDA_PORT", "65536", "0 to 65535"), ("LOCAL_LAMBDA_PORT", "web", "0 to 65535"),
            ("LOCAL_LAMBDA_PORT", "", "0 to 65535"), ("LOCAL_LAMBDA_TIMEOUT", "0", "1 to 900"),
            ("LOCAL_LAMBDA_TIMEOUT", "1.5", "1 to 900"),
        ]
    )
    func refused(name: String, value: String, range: String) {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try LocalServerConfiguration(environment: [name: value])
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message == "\(name) is '\(value)'; it must be a whole number from \(range).")
    }
}
