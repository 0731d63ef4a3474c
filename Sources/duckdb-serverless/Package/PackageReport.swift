import DuckDBServerless

/// The archives that were made, and how much of Lambda's limits they use.
struct PackageReport {
    let program: FunctionProgram
    let function: PackagedArchive
    let layer: PackagedArchive

    private var unzippedSize: Int { function.unzippedSize + layer.unzippedSize }

    /// What is in the way of deploying them just so.
    private var notes: [String] {
        let large = [function, layer].filter { $0.size > Megabytes.directUploadLimit.bytes }.map {
            "\($0.path) is larger than the \(Megabytes.directUploadLimit) MB that Lambda takes directly: upload it by way of S3"
        }
        let over = unzippedSize > Megabytes.lambdaLimit.bytes
        let oversize = over ? ["Lambda refuses more than \(Megabytes.lambdaLimit) MB unzipped"] : []
        return [BaseSystem.finding(program.files)].compactMap(\.self) + oversize + large
    }
}

extension PackageReport: CommandReport {
    var text: String {
        var table = TextTable(header: ["file", "MB", "MB zipped", "of 250 MB"], rightAligned: [1, 2, 3])
        table.rows = [function, layer].flatMap(rows) + [row("together", unzippedSize, function.size + layer.size)]
        let title = "for \(program.platform), DuckDB \(program.engine)"
        return ([title] + table.lines + notes.map { "note: \($0)" }).joined(separator: "\n")
    }

    private func rows(_ archive: PackagedArchive) -> [[String]] {
        [row(archive.path, archive.unzippedSize, archive.size)]
            + archive.entries.map { row("  \($0.name)", $0.size, $0.compressedSize) }
    }

    private func row(_ name: String, _ size: Int, _ zipped: Int) -> [String] {
        let thousandths = (size * 1000 + Megabytes.lambdaLimit.bytes / 2) / Megabytes.lambdaLimit.bytes
        let share = "\(thousandths / 10).\(thousandths % 10) %"
        return [name, "\(Megabytes(bytes: size))", "\(Megabytes(bytes: zipped))", share]
    }

    private enum Key: CodingKey {
        case platform, architecture, duckdbVersion, function, layer, unzippedSize, sizeLimit, directUploadLimit, notes
    }

    private enum ArchiveKey: CodingKey {
        case path, size, unzippedSize, sha256, files
    }

    private enum FileKey: CodingKey {
        case name, size, zippedSize
    }

    /// Writes both archives with their files, the sum and the limits, all sizes in bytes.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(program.platform, forKey: .platform)
        try container.encode(program.platform == .linuxARM64 ? "arm64" : "x86_64", forKey: .architecture)
        try container.encode(program.engine, forKey: .duckdbVersion)
        try encode(function, to: container.nestedContainer(keyedBy: ArchiveKey.self, forKey: .function))
        try encode(layer, to: container.nestedContainer(keyedBy: ArchiveKey.self, forKey: .layer))
        try container.encode(unzippedSize, forKey: .unzippedSize)
        try container.encode(Megabytes.lambdaLimit.bytes, forKey: .sizeLimit)
        try container.encode(Megabytes.directUploadLimit.bytes, forKey: .directUploadLimit)
        try container.encode(notes, forKey: .notes)
    }

    private func encode(_ archive: PackagedArchive, to container: KeyedEncodingContainer<ArchiveKey>) throws {
        var container = container
        try container.encode(archive.path, forKey: .path)
        try container.encode(archive.size, forKey: .size)
        try container.encode(archive.unzippedSize, forKey: .unzippedSize)
        try container.encode(archive.sha256, forKey: .sha256)
        var files = container.nestedUnkeyedContainer(forKey: .files)
        for entry in archive.entries {
            var file = files.nestedContainer(keyedBy: FileKey.self)
            try file.encode(entry.name, forKey: .name)
            try file.encode(entry.size, forKey: .size)
            try file.encode(entry.compressedSize, forKey: .zippedSize)
        }
    }
}
