import ArgumentParser
import DuckDBServerless

/// What was found in all bundles.
struct VerifyReport {
    let bundles: [BundleVerdict]
    /// What lies beside the bundles.
    let strays: [ExtensionError]

    private var errors: [ExtensionError] { bundles.flatMap(\.errors) + strays }
}

extension VerifyReport: CommandReport {
    var exitCode: ExitCode { errors.isEmpty ? .success : ExitCode(65) }

    var text: String {
        let verdict = errors.isEmpty ? "Everything is as it was baked." : CommandFailure(errors: errors).description
        return (bundles.flatMap(Self.lines) + [verdict]).joined(separator: "\n")
    }

    private static func lines(_ bundle: BundleVerdict) -> [String] {
        var table = TextTable(header: ["extension", "version", "MB", "sha256", "state"], rightAligned: [2])
        table.rows = bundle.files.map { file in
            let entry = file.entry
            return [
                entry.name.text, entry.extensionVersion, "\(Megabytes(bytes: entry.size))",
                String(entry.sha256.prefix(12)), file.error?.code.description ?? "ok",
            ]
        }
        let size = Megabytes(bytes: bundle.files.reduce(0) { $0 + $1.entry.size })
        return [bundle.folder] + table.lines + [
            "total \(size) MB of the \(Megabytes.lambdaLimit) MB Lambda allows unzipped"
        ]
    }

    private enum Key: CodingKey {
        case bundles, errors
    }

    private enum BundleKey: CodingKey {
        case folder, duckdbVersion, platform, extensions, errors
    }

    private enum FileKey: CodingKey {
        case name, sha256, size, ok
    }

    /// Writes `{"bundles": [{"folder", "duckdbVersion", "platform", "extensions": […], "errors": […]}], "errors": […]}`; all
    /// errors are in the last, as every command tells them.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .bundles)
        for bundle in bundles {
            var entry = list.nestedContainer(keyedBy: BundleKey.self)
            try entry.encode(bundle.folder, forKey: .folder)
            try entry.encode(bundle.version, forKey: .duckdbVersion)
            try entry.encode(bundle.platform, forKey: .platform)
            var files = entry.nestedUnkeyedContainer(forKey: .extensions)
            for file in bundle.files {
                var item = files.nestedContainer(keyedBy: FileKey.self)
                try item.encode(file.entry.name, forKey: .name)
                try item.encode(file.entry.sha256, forKey: .sha256)
                try item.encode(file.entry.size, forKey: .size)
                try item.encode(file.error == nil, forKey: .ok)
            }
            try entry.encode(bundle.errors.map(EncodableError.init), forKey: .errors)
        }
        try container.encode(errors.map(EncodableError.init), forKey: .errors)
    }
}
