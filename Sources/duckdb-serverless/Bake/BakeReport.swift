import DuckDBServerless

/// The bundle as a bake left it.
struct BakeReport {
    let folder: String
    let manifest: ExtensionManifest
    /// The extensions that had to be fetched; the others were up to date.
    let baked: Set<ExtensionName>

    var totalSize: Megabytes { Megabytes(bytes: manifest.totalSize) }

    private func state(of name: ExtensionName) -> String {
        baked.contains(name) ? "baked" : "up to date"
    }
}

extension BakeReport: CommandReport {
    private enum Key: CodingKey {
        case folder, totalSize, sizeLimit, baked, environment
    }

    /// Writes the manifest's own keys, and what this run adds to them.
    func encode(to encoder: any Encoder) throws {
        try manifest.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(folder, forKey: .folder)
        try container.encode(totalSize.bytes, forKey: .totalSize)
        try container.encode(Megabytes.lambdaLimit.bytes, forKey: .sizeLimit)
        try container.encode(baked.sorted(), forKey: .baked)
        if let impl = manifest.motherduckImpl {
            try container.encode(["motherduck_ext_version": impl.version], forKey: .environment)
        }
    }

    /// The sizes.
    var text: String {
        var table = TextTable(
            header: ["extension", "version", "MB", "sha256", "signed by", "state", "source"],
            rightAligned: [2]
        )
        table.rows = manifest.extensions.map {
            [
                $0.name.text, $0.extensionVersion, "\(Megabytes(bytes: $0.size))", String($0.sha256.prefix(12)),
                $0.signedBy.rawValue, state(of: $0.name), $0.source,
            ]
        }
        return ([folder] + table.lines + [budget] + motherduck).joined(separator: "\n")
    }

    private var motherduck: [String] {
        guard let impl = manifest.motherduckImpl else { return [] }
        let file =
            "\(impl.fileName), \(Megabytes(bytes: impl.size)) MB, sha256 \(impl.sha256.prefix(12)), \(impl.source)"
        let signer =
            impl.signedBy == nil
            ? "UNVERIFIED: no core key of DuckDB signed it; its hash is recorded, nothing else vouches for it"
            : "signed by a core key of DuckDB"
        return [file, "  \(signer)", "  set motherduck_ext_version=\(impl.version) where the function runs"]
    }

    private var budget: String {
        let limit = Megabytes.lambdaLimit
        let sum =
            "total \(totalSize) MB of the \(limit) MB Lambda allows unzipped, which your program and libduckdb share"
        return totalSize.bytes > limit.bytes ? "\(sum): TOO LARGE for it, not for a container image" : sum
    }
}
