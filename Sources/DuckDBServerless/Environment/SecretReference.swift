/// Where a secret is kept, as configuration says it: `ssm:/prod/replica/password` or `env:PGPASSWORD`.
public enum SecretReference: Sendable, Hashable {
    /// An SSM parameter, by name.
    case parameter(String)
    /// Another environment variable, for local work.
    case variable(String)

    /// Reads a reference; nil for anything else, above all for a secret written where its reference belongs.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch parts[0] {
        case "ssm": self = .parameter(parts[1])
        case "env": self = .variable(parts[1])
        default: return nil
        }
    }
}
