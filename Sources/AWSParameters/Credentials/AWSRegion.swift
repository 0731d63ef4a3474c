#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An AWS region, such as `eu-central-1`.
public struct AWSRegion: Sendable, Hashable, CustomStringConvertible {
    /// The name as AWS writes it.
    public let name: String

    /// Creates a region from its name.
    ///
    /// The name becomes part of a host name, so only lower-case letters, digits and hyphens pass; whether AWS has such a
    /// region is not checked.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidConfiguration``.
    public init(_ name: String) throws(AWSParametersError) {
        let isHostLabel = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isHostLabel, (1...63).contains(name.utf8.count) else { throw .invalidRegion }
        self.name = name
    }

    /// The region that the environment names in `AWS_REGION`, or else in `AWS_DEFAULT_REGION`, or else the profile's.
    ///
    /// The profile's files are read only where neither variable is set, so never on Lambda, which sets `AWS_REGION`.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/missingRegion``, or
    ///   ``AWSParametersError/Code/invalidConfiguration`` for a name that cannot be a region.
    public static func current(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(AWSParametersError) -> AWSRegion {
        try current(environment: environment, profile: nil)
    }

    /// Whether a variable names a region, usable or not.
    static func isNamed(by environment: [String: String]) -> Bool { name(in: environment) != nil }

    private static func name(in environment: [String: String]) -> String? {
        environment.nonEmpty("AWS_REGION") ?? environment.nonEmpty("AWS_DEFAULT_REGION")
    }

    /// The region of the environment, or else of a profile's settings, which are read where they are not known already.
    static func current(
        environment: [String: String],
        profile: ProfileFile.Profile?
    ) throws(AWSParametersError) -> AWSRegion {
        if let name = name(in: environment) { return try AWSRegion(name) }
        let settings = if let profile { profile } else { try ProfileCredentials.profile(environment) }
        guard let name = settings.nonEmpty("region") else { throw .missingRegion }
        return try AWSRegion(name)
    }

    /// The name.
    public var description: String { name }
}

extension AWSRegion {
    /// The partition part of an ARN of this region.
    var partition: String {
        if name.hasPrefix("cn-") { return "aws-cn" }
        return name.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    /// The domain that service endpoints of this region are under.
    var domain: String {
        name.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    }
}
