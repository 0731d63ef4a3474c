/// What vouches, when an engine wakes, that an extension's file is the one that DuckDB published.
///
/// Under every policy the bundle must list the extension, the file must be made for the engine's version and platform, and
/// once the wake is over nothing unsigned can be loaded any more.
public enum ExtensionTrust: String, Sendable, Hashable, CaseIterable {
    /// The engine checks DuckDB's signature of each file when it loads it: 4 to 10 ms of CPU a megabyte.
    case signature
    /// The SHA-256 of each file is the one in the bundle's manifest, whose signatures were checked at the baking: some
    /// 0.7 ms a megabyte, beside the opening of the engine.
    case manifest
    /// Nothing is hashed: the image is read-only and nobody else can write to it.
    ///
    /// For those who have measured that they need the milliseconds: a file that was altered after the baking, its size and
    /// footer kept, is loaded and runs.
    case trusted
}
