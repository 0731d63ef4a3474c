/// The canonical name of a DuckDB extension, such as `postgres_scanner`.
///
/// Aliases DuckDB knows are resolved, and letter case is folded, as the engine does itself: `postgres` becomes
/// `postgres_scanner`. Only `a-z`, `0-9` and `_` pass, so a name can become a file name without any risk of leaving
/// its folder.
public struct ExtensionName: Sendable, Hashable {
    /// The canonical name.
    public let text: String

    /// Resolves a name or an alias.
    ///
    /// - Parameter text: 1 to 64 letters, digits and underscores.
    /// - Throws: `ExtensionError` with code `invalidName`.
    public init(_ text: String) throws(ExtensionError) {
        let folded = text.lowercased()
        guard (1...64).contains(folded.utf8.count), folded.utf8.allSatisfy(Self.isAllowed) else {
            throw ExtensionError(
                .invalidName,
                "'\(text.prefix(64))' is not an extension name",
                remedy: "Use a name such as httpfs or postgres_scanner: letters, digits and underscores only"
            )
        }
        self.text = Self.canonicalNames[folded] ?? folded
    }

    init(known text: String) { self.text = text }

    /// The name of the extension's file: DuckDB finds the entry point by it, so it must not be changed.
    public var fileName: String { "\(text).duckdb_extension" }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension ExtensionName: CustomStringConvertible, Comparable {
    /// The canonical name.
    public var description: String { text }

    /// Orders names by their bytes.
    public static func < (left: ExtensionName, right: ExtensionName) -> Bool { left.text < right.text }
}

extension ExtensionName: Codable {
    /// Reads a canonical name; an alias or anything unsafe is refused.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        try self.init(text)
        guard self.text == text else {
            throw ExtensionError(
                .invalidName,
                "'\(text)' is not a canonical extension name",
                remedy: "Write it as '\(self.text)'"
            )
        }
    }

    /// Writes the canonical name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
