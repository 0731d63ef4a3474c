/// An environment variable that this package reads, with the text of its row in the documentation's table.
///
/// The table is compared with `documented` by a test, so that neither can say more than the other.
public struct EnvironmentVariable: Sendable, Hashable {
    /// What a value is where it does not come from the environment, in which everything is text.
    enum Kind: Sendable {
        case text
        case number
        /// Texts, or one with commas between them.
        case list
        /// Where a secret is, and never the secret: but somebody may mistake the one for the other.
        case reference
    }

    /// The variable's name.
    public let name: String
    /// The same for a file or another source of configuration, as a path with dots; nil for what a platform or every AWS SDK
    /// has an environment variable for.
    ///
    /// The name follows from it by swift-configuration's rule: `pg.replica.connectTimeout` is `PG_REPLICA_CONNECT_TIMEOUT`.
    public let key: String?
    /// What counts when it is not set; nil when nothing does.
    public let defaultValue: String?
    /// What it sets, with unit and range.
    public let summary: String
    let kind: Kind

    init(
        _ name: String,
        key: String? = nil,
        kind: Kind = .text,
        default defaultValue: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.key = key
        self.kind = kind
        self.defaultValue = defaultValue
        self.summary = summary
    }

    /// All variables of this module, in the order of the documentation's table.
    public static let documented: [EnvironmentVariable] =
        engine + security + StepCatalog.entries.flatMap(\.variables) + queries + platform
}
