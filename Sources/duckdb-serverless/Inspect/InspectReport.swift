import ArgumentParser
import DuckDBServerless

/// What the files are.
struct InspectReport {
    let files: [ExtensionFacts]
    /// Of the files that are no extensions.
    let errors: [ExtensionError]
}

extension InspectReport: CommandReport {
    var exitCode: ExitCode { errors.first?.exitCode ?? .success }

    var text: String {
        let facts = files.map { ([$0.path] + Self.lines($0)).joined(separator: "\n") }
        return (facts + errors.map { "error: \($0.debugDescription)" }).joined(separator: "\n\n")
    }

    private static func lines(_ facts: ExtensionFacts) -> [String] {
        let footer = facts.footer
        let isBound = footer.abi != .stableC
        let rows = [
            ("version", footer.extensionVersion),
            (isBound ? "built for" : "needs C API", "DuckDB \(footer.version)"),
            ("platform", footer.platform),
            ("ABI", footer.abi.rawValue),
            ("entry point", facts.entryPoint ?? "none of the file's name"),
            ("glibc", facts.glibc.map { "\($0) or newer" } ?? "none"),
            ("size", "\(Megabytes(bytes: facts.size)) MB"),
            ("sha256", facts.sha256),
            ("signature", facts.signer.map { "of DuckDB's \($0.rawValue) keys" } ?? "of no key of DuckDB's"),
            ("loads here", facts.loadError.map { "no: \($0)" } ?? "yes"),
        ]
        return rows.map { name, value in
            "  \(name)\(String(repeating: " ", count: 13 - name.count))\(value)"
        }
    }

    private enum Key: CodingKey {
        case files, errors
    }

    private enum FileKey: CodingKey {
        case path, extensionVersion, duckdbVersion, platform, abi, entryPoint, glibc, size, sha256
        case signedBy, loads, loadError
    }

    /// Writes `{"files": […], "errors": […]}`; what is not known is left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .files)
        for facts in files {
            var entry = list.nestedContainer(keyedBy: FileKey.self)
            try entry.encode(facts.path, forKey: .path)
            try entry.encode(facts.footer.extensionVersion, forKey: .extensionVersion)
            try entry.encode(facts.footer.version, forKey: .duckdbVersion)
            try entry.encode(facts.footer.platform, forKey: .platform)
            try entry.encode(facts.footer.abi, forKey: .abi)
            try entry.encodeIfPresent(facts.entryPoint, forKey: .entryPoint)
            try entry.encodeIfPresent(facts.glibc?.description, forKey: .glibc)
            try entry.encode(facts.size, forKey: .size)
            try entry.encode(facts.sha256, forKey: .sha256)
            try entry.encodeIfPresent(facts.signer, forKey: .signedBy)
            try entry.encode(facts.loadError == nil, forKey: .loads)
            try entry.encodeIfPresent(facts.loadError.map(EncodableError.init), forKey: .loadError)
        }
        try container.encode(errors.map(EncodableError.init), forKey: .errors)
    }
}
