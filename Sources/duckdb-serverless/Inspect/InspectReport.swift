import DuckDBServerless

/// What the files are.
struct InspectReport {
    let files: [ExtensionFacts]
}

extension InspectReport: CommandReport {
    var text: String {
        files.map { ([$0.path] + Self.lines($0)).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private static func lines(_ facts: ExtensionFacts) -> [String] {
        let footer = facts.footer
        let isBound = footer.abi != .stableC
        let rows = [
            ("extension", "\(facts.name?.text ?? "?") \(footer.extensionVersion)"),
            (isBound ? "built for" : "needs C API", "DuckDB \(footer.version)"),
            ("platform", footer.platform),
            ("ABI", footer.abi.rawValue),
            ("glibc", facts.glibc.map { "\($0) or newer" } ?? "none"),
            ("size", "\(Megabytes(bytes: facts.size)) MB"),
            ("sha256", facts.sha256),
            ("signature", facts.signatureError.map { "\($0.message)" } ?? "valid, by a DuckDB key"),
            ("loads here", facts.loadError.map { "no: \($0)" } ?? "yes"),
        ]
        return rows.map { name, value in
            "  \(name)\(String(repeating: " ", count: 13 - name.count))\(value)"
        }
    }

    private enum Key: CodingKey {
        case files
    }

    private enum FileKey: CodingKey {
        case path, name, extensionVersion, duckdbVersion, platform, abi, glibc, size, sha256
        case signatureValid, loads, loadError
    }

    /// Writes `{"files": […]}`; what is not known is left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .files)
        for facts in files {
            var entry = list.nestedContainer(keyedBy: FileKey.self)
            try entry.encode(facts.path, forKey: .path)
            try entry.encodeIfPresent(facts.name, forKey: .name)
            try entry.encode(facts.footer.extensionVersion, forKey: .extensionVersion)
            try entry.encode(facts.footer.version, forKey: .duckdbVersion)
            try entry.encode(facts.footer.platform, forKey: .platform)
            try entry.encode(facts.footer.abi, forKey: .abi)
            try entry.encodeIfPresent(facts.glibc?.description, forKey: .glibc)
            try entry.encode(facts.size, forKey: .size)
            try entry.encode(facts.sha256, forKey: .sha256)
            try entry.encode(facts.signatureError == nil, forKey: .signatureValid)
            try entry.encode(facts.loadError == nil, forKey: .loads)
            try entry.encodeIfPresent(facts.loadError.map(EncodableError.init), forKey: .loadError)
        }
    }
}
