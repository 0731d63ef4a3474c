/// Why parameters could not be had.
///
/// Neither description ever holds a parameter's value, a credential or a signature. ``description`` is one line for a
/// log; `debugDescription` adds the service's own words where they are safe to repeat.
public struct AWSParametersError: Error, Sendable, Hashable {
    /// What kind of failure it was.
    public let code: Code

    /// What failed and what to check, as sentences.
    public let message: String

    /// The names of the parameters that the failure is about; empty when it is about none in particular.
    public let names: [String]

    /// The name of the service, such as `SSM Parameter Store`; nil when none was asked.
    public let service: String?

    /// Where the service was asked; nil when it was not.
    public let endpoint: AWSEndpoint?

    /// The service's own error code, such as `ThrottlingException`.
    public let serviceCode: String?

    private let details: String?

    init(
        _ code: Code,
        _ message: String,
        names: [String] = [],
        service: RemoteService?,
        endpoint: AWSEndpoint? = nil,
        serviceCode: String? = nil,
        details: String? = nil
    ) {
        self.code = code
        self.message = message
        self.names = names
        self.service = service?.title
        self.endpoint = endpoint
        self.serviceCode = serviceCode
        self.details = details
    }
}

extension AWSParametersError {
    /// Makes an error, as a provider of your own throws it.
    ///
    /// - Parameters:
    ///   - code: What kind of failure it was. After ``Code/throttled``, ``Code/serviceUnavailable``,
    ///     ``Code/connectionFailed``, ``Code/timeout`` and ``Code/invalidResponse`` a ``ParameterCache`` may go on with the
    ///     value it has.
    ///   - message: What failed and what to check, as sentences without a value or a credential.
    ///   - names: The parameters that the failure is about.
    public init(_ code: Code, _ message: String, names: [String] = []) {
        self.init(code, message, names: names, service: nil)
    }
}

extension AWSParametersError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code, the message, and the names, service and endpoint concerned, on one line.
    public var description: String {
        var context: [String] = []
        if !names.isEmpty { context.append("parameters: \(listedNames)") }
        if let service { context.append("service: \(service)") }
        if let endpoint { context.append("endpoint: \(endpoint)") }
        if let serviceCode { context.append("service code: \(serviceCode)") }
        let text = "\(code): \(message)" + (context.isEmpty ? "" : " [\(context.joined(separator: "; "))]")
        return text.onOneLine
    }

    /// The description, and the underlying failure or the service's own words.
    public var debugDescription: String {
        description + (details.map { " Details: \($0)".onOneLine } ?? "")
    }

    private var listedNames: String {
        let shown = names.prefix(20).map { String($0.prefix(512)) }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
