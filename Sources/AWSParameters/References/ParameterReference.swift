/// Where a parameter is, as configuration says it: `ssm:/prod/replica/password`.
///
/// | reference | the value |
/// |---|---|
/// | `ssm:/prod/replica/password` | of an SSM parameter; `:3` or `:live` after it for a version or a label; an ARN does too |
/// | `ssm:/prod/replica/` | all SSM parameters under a path, as a JSON object |
/// | `secretsmanager:prod/replica` | of a secret; `:AWSPREVIOUS` or a version ID after it; an ARN does too |
/// | `env:PGPASSWORD` | of an environment variable |
/// | `file:/run/secrets/password` | of a file |
///
/// `#field` at its end picks one field of a value that is a JSON object: `secretsmanager:prod/replica#password`.
public struct ParameterReference: Sendable, Hashable, CustomStringConvertible {
    /// Which provider has the parameter.
    public let scheme: Scheme

    /// The provider's name for the parameter.
    public let name: String

    /// The field of a JSON object that is meant; nil for the whole value.
    public let field: String?

    /// Makes a reference from its parts.
    public init(_ scheme: Scheme, _ name: String, field: String? = nil) {
        self.scheme = scheme
        self.name = name
        self.field = field
    }

    /// Reads a reference.
    ///
    /// - Throws: ``AWSParametersError`` with ``AWSParametersError/Code/invalidReference`` for anything else, above all for
    ///   a secret written where its reference belongs; the error does not repeat the text.
    public init(_ text: String) throws(AWSParametersError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scheme = Scheme.known.first(where: { $0.rawValue == parts[0] }) else {
            throw .invalidReference("does not begin with \(Scheme.list)")
        }
        // Neither service allows a number sign in a name, so the last one begins the field.
        let fieldStart = parts[1].lastIndex(of: "#")
        let name = parts[1][..<(fieldStart ?? parts[1].endIndex)]
        let field = fieldStart.map { String(parts[1][parts[1].index(after: $0)...]) }
        guard !name.isEmpty else { throw .invalidReference("has no name after the colon") }
        guard field?.isEmpty != true else { throw .invalidReference("has no field after the number sign") }
        guard !text.hasControlCharacters else {
            throw .invalidReference("has a line break or another control character")
        }
        self.init(scheme, String(name), field: field)
    }

    /// The reference as it is written, which names a parameter and holds none.
    public var description: String {
        "\(providerName)\(field.map { "#\($0)" } ?? "")"
    }

    /// The name by which ``ParameterSources`` know the parameter, which has no field.
    var providerName: String { "\(scheme.rawValue):\(name)" }
}

extension ParameterReference {
    /// The part of a reference before the colon, which says who has the parameter.
    public struct Scheme: RawRepresentable, Sendable, Hashable {
        /// The scheme as it is written, such as `ssm`.
        public let rawValue: String

        /// Makes a scheme, as for a provider of your own; references with it are made from their parts.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// `ssm`, SSM Parameter Store.
        public static let ssm = Scheme(rawValue: "ssm")
        /// `secretsmanager`, Secrets Manager.
        public static let secretsManager = Scheme(rawValue: "secretsmanager")
        /// `env`, environment variables.
        public static let environment = Scheme(rawValue: "env")
        /// `file`, files.
        public static let file = Scheme(rawValue: "file")

        static let known = [ssm, secretsManager, environment, file]
        fileprivate static let list = "ssm:, secretsmanager:, env: or file:"
    }
}

extension AWSParametersError {
    fileprivate static func invalidReference(_ fault: String) -> AWSParametersError {
        AWSParametersError(
            .invalidReference,
            """
            The reference to a parameter \(fault). Write it as ssm:/prod/replica/password, \
            secretsmanager:prod/replica#password, env:PGPASSWORD or file:/run/secrets/password; never the secret itself.
            """
        )
    }
}
