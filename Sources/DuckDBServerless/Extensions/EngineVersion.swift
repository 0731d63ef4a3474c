/// A released version of DuckDB, such as 1.5.4.
///
/// Extensions are bound to one exact version, and DuckDB writes it with a leading `v` in folder names and footers.
public struct EngineVersion: Sendable, Hashable {
    /// The version without the leading `v`, such as `1.5.4`.
    public let number: String

    /// The version this package is built and tested against: 1.5.4.
    public static let pinned = EngineVersion(known: "1.5.4")

    /// Reads a version with or without the leading `v`.
    ///
    /// - Parameter text: three decimal numbers joined by dots, such as `1.5.4` or `v1.5.4`.
    /// - Throws: `ExtensionError` with code `invalidVersion`.
    public init(_ text: String) throws(ExtensionError) {
        let number = text.hasPrefix("v") ? String(text.dropFirst()) : text
        let parts = number.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isNumber = { (part: Substring.UTF8View.SubSequence) in
            (1...4).contains(part.count) && part.allSatisfy(digits.contains)
        }
        guard parts.count == 3, parts.allSatisfy(isNumber) else {
            throw ExtensionError(
                .invalidVersion,
                "'\(text.prefix(64))' is not a DuckDB version",
                remedy: "Give a released version such as \(Self.pinned.number)"
            )
        }
        self.number = number
    }

    private init(known number: String) { self.number = number }
}

extension EngineVersion: CustomStringConvertible {
    /// The version as DuckDB writes it, such as `v1.5.4`.
    public var description: String { "v\(number)" }
}

extension EngineVersion: Codable {
    /// Reads a version with or without the leading `v`.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the version as DuckDB does, such as `v1.5.4`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
