/// Where and how a function is served over HTTP outside of Lambda.
///
/// | Variable | Meaning | Default |
/// | --- | --- | --- |
/// | `LOCAL_LAMBDA_HOST` | the address to listen on | `127.0.0.1` |
/// | `LOCAL_LAMBDA_PORT` | the port, 0 to 65535; 0 for any that is free | `7000` |
/// | `LOCAL_LAMBDA_INVOCATION_ENDPOINT` | the path that takes raw events | `/invoke` |
/// | `LOCAL_LAMBDA_TIMEOUT` | the time an invocation may take, 1 to 900 seconds | `30` |
public struct LocalServerConfiguration: Sendable, Hashable {
    /// The address to listen on, or a name that has one.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    public var port = 7000
    /// The path to which raw events are posted.
    public var invocationEndpoint = "/invoke"
    /// The time an invocation may take.
    public var timeout = Duration.seconds(30)

    package static let hostVariable = "LOCAL_LAMBDA_HOST"
    package static let portVariable = "LOCAL_LAMBDA_PORT"
    package static let endpointVariable = "LOCAL_LAMBDA_INVOCATION_ENDPOINT"
    package static let timeoutVariable = "LOCAL_LAMBDA_TIMEOUT"

    /// Makes the configuration that nothing has changed.
    public init() {}

    /// Reads a configuration.
    ///
    /// - Parameter environment: The environment variables of the process.
    /// - Throws: ``LambdaRuntimeError`` with `invalidConfiguration`, which names the variable.
    public init(environment: [String: String]) throws {
        host = environment[Self.hostVariable] ?? host
        port = try Self.number(Self.portVariable, in: environment, 0...65535) ?? port
        timeout = try Self.number(Self.timeoutVariable, in: environment, 1...900).map { .seconds($0) } ?? timeout
        if let path = environment[Self.endpointVariable] {
            invocationEndpoint = path.hasPrefix("/") ? path : "/" + path
        }
    }

    private static func number(
        _ name: String,
        in environment: [String: String],
        _ range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = environment[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw LambdaRuntimeError(
                .invalidConfiguration,
                "\(name) is '\(text)'; it must be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
}
