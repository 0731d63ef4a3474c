import DuckDBServerless

/// The bundle as a bake left it.
struct BakeReport {
    let folder: String
    let manifest: ExtensionManifest
    /// The extensions that had to be fetched; the others were up to date.
    let baked: Set<ExtensionName>

    var totalSize: Megabytes { Megabytes(bytes: manifest.extensions.reduce(0) { $0 + $1.size }) }

    private func state(of name: ExtensionName) -> String {
        baked.contains(name) ? "baked" : "up to date"
    }
}

extension BakeReport: CommandReport {
    private enum Key: CodingKey {
        case folder, totalSize, sizeLimit, baked
    }

    /// Writes the manifest's own keys, and what this run adds to them.
    func encode(to encoder: any Encoder) throws {
        try manifest.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(folder, forKey: .folder)
        try container.encode(totalSize.bytes, forKey: .totalSize)
        try container.encode(Megabytes.lambdaLimit.bytes, forKey: .sizeLimit)
        try container.encode(baked.sorted(), forKey: .baked)
    }

    /// The sizes.
    var text: String {
        var table = TextTable(
            header: ["extension", "version", "MB", "sha256", "state", "source"],
            rightAligned: [2]
        )
        table.rows = manifest.extensions.map {
            [
                $0.name.text, $0.extensionVersion, "\(Megabytes(bytes: $0.size))", String($0.sha256.prefix(12)),
                state(of: $0.name), $0.source,
            ]
        }
        return ([folder] + table.lines + [budget]).joined(separator: "\n")
    }

    private var budget: String {
        let limit = Megabytes.lambdaLimit
        let sum =
            "total \(totalSize) MB of the \(limit) MB Lambda allows unzipped, which your program and libduckdb share"
        guard totalSize.bytes > limit.bytes else { return sum }
        return "\(sum): TOO LARGE, use a container image or fewer extensions"
    }
}
