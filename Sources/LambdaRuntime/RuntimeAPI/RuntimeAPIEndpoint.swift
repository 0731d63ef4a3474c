/// Where the Runtime API listens: the value of `AWS_LAMBDA_RUNTIME_API`.
package struct RuntimeAPIEndpoint: Sendable, Hashable {
    package static let variable = "AWS_LAMBDA_RUNTIME_API"

    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port` from the environment; `nil` outside of Lambda.
    ///
    /// - Throws: ``LambdaRuntimeError`` with `invalidConfiguration` for a malformed value, and on Lambda for a missing one.
    package static func find(in environment: [String: String]) throws(LambdaRuntimeError) -> RuntimeAPIEndpoint? {
        if let value = environment[variable] { return try RuntimeAPIEndpoint(value) }
        try refuseLambda(environment)
        return nil
    }

    /// Throws where the environment is that of a Lambda function, which serves the Runtime API and nothing else.
    package static func refuseLambda(_ environment: [String: String]) throws(LambdaRuntimeError) {
        let marks = ["AWS_LAMBDA_FUNCTION_NAME", "LAMBDA_TASK_ROOT"]
        guard let mark = marks.first(where: { environment[$0]?.isEmpty == false }) else { return }
        throw LambdaRuntimeError(
            .invalidConfiguration,
            "\(mark) is set, as on Lambda, where there is no local server: \(variable) must be set to host:port, as Lambda "
                + "does. Elsewhere, unset \(mark)."
        )
    }

    private init(_ value: String) throws(LambdaRuntimeError) {
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
