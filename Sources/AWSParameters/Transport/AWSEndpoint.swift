#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where a service answers: a scheme, a host and perhaps a port.
public struct AWSEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// `https`, or `http` for a local emulator.
    public let scheme: String

    /// The host, with the port when it is not the scheme's own, as the `Host` header has it.
    public let authority: String

    /// Reads an endpoint from a URL such as `https://ssm.eu-central-1.amazonaws.com`.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidConfiguration`` for anything but `http` or
    ///   `https`, a host and perhaps a port. The error does not repeat the URL, which may hold a password.
    public init(_ url: String) throws(AWSParametersError) {
        try self.init(url, source: "The endpoint")
    }

    /// The endpoint that the environment names for a service, or else AWS's own in the region.
    ///
    /// `AWS_ENDPOINT_URL_<SERVICE>` goes before `AWS_ENDPOINT_URL`, as in every AWS SDK.
    static func resolve(
        _ service: AWSService,
        region: AWSRegion,
        environment: [String: String]
    ) throws(AWSParametersError) -> AWSEndpoint {
        for variable in ["AWS_ENDPOINT_URL_\(service.environmentName)", "AWS_ENDPOINT_URL"] {
            if let url = environment.nonEmpty(variable) {
                return try AWSEndpoint(url, source: variable)
            }
        }
        return AWSEndpoint(service, region: region)
    }

    /// AWS's own endpoint of a service in a region.
    init(_ service: AWSService, region: AWSRegion) {
        self.scheme = "https"
        self.authority = "\(service.signingName).\(region.name).\(region.domain)"
    }

    /// The host without the port; an IPv6 address with its brackets.
    package var host: String {
        let port = authority.split(separator: ":").last ?? ""
        let hasPort = authority.contains(":") && !authority.hasSuffix("]") && port.allSatisfy(\.isNumber)
        return hasPort ? String(authority.dropLast(port.count + 1)) : authority
    }

    /// The endpoint as a URL without a path.
    public var description: String { "\(scheme)://\(authority)" }

    /// Reads an endpoint that a setting names; `source` begins the error's sentence.
    init(_ url: String, source: String) throws(AWSParametersError) {
        guard
            let parts = URLComponents(string: url),
            let scheme = parts.scheme?.lowercased(), let defaultPort = ["http": 80, "https": 443][scheme],
            let host = parts.encodedHost, !host.isEmpty, Self.isUsable(parts.port, of: url, host),
            ["", "/"].contains(parts.path), parts.user == nil, parts.password == nil, parts.query == nil,
            parts.fragment == nil
        else { throw .invalidEndpoint(source: source) }
        self.scheme = scheme
        self.authority = if let port = parts.port, port != defaultPort { "\(host):\(port)" } else { host }
    }

    /// Whether a port is one; a number too large for `Int` is no port to Foundation, and would mean the scheme's own.
    private static func isUsable(_ port: Int?, of url: String, _ host: String) -> Bool {
        if let port { return (1...65_535).contains(port) }
        return !url.contains("\(host):")
    }
}
