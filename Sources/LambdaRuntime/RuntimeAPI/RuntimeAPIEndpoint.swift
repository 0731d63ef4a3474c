/// Where the Runtime API listens: the value of `AWS_LAMBDA_RUNTIME_API`.
package struct RuntimeAPIEndpoint: Sendable, Hashable {
    package static let variable = "AWS_LAMBDA_RUNTIME_API"

    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port` from the environment.
    package init(environment: [String: String]) throws(LambdaRuntimeError) {
        guard let value = environment[Self.variable] else {
            throw LambdaRuntimeError(
                .invalidConfiguration,
                "\(Self.variable) is not set. Lambda sets it to host:port; to run the function elsewhere, start it under "
                    + "the Lambda Runtime Interface Emulator."
            )
        }
        let colon = value.lastIndex(of: ":")
        let port = colon.flatMap { UInt16(value[value.index(after: $0)...]) }
        guard let colon, let port, port > 0, colon > value.startIndex else {
            throw LambdaRuntimeError(.invalidConfiguration, "\(Self.variable) is '\(value)'; it must be host:port.")
        }
        self.init(host: String(value[..<colon]), port: Int(port))
    }

    /// The value of the `Host` header.
    package var authority: String { "\(host):\(port)" }
}
