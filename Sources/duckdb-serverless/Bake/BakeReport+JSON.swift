import DuckDBServerless
import Foundation

extension BakeReport: Encodable {
    private enum Key: String, CodingKey {
        case folder, totalSize, sizeLimit, baked
    }

    /// Writes the manifest's own keys, and what this run adds to them.
    func encode(to encoder: any Encoder) throws {
        try manifest.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(folder, forKey: .folder)
        try container.encode(totalSize, forKey: .totalSize)
        try container.encode(Self.lambdaLimit, forKey: .sizeLimit)
        try container.encode(baked.sorted(), forKey: .baked)
    }

    /// The result, for programs.
    func json() throws(BakeFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            let reason = "The result cannot be encoded as JSON"
            throw BakeFailure(errors: [
                ExtensionError(.cannotWrite, reason, remedy: "Run without --json", details: "\(error)")
            ])
        }
    }
}
