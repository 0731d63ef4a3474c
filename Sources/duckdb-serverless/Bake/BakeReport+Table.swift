import DuckDBServerless

extension BakeReport {
    /// The sizes, for people.
    var table: String {
        let header = ["extension", "version", "MB", "sha256", "state", "source"]
        let rows = manifest.extensions.map {
            [
                $0.name.text, $0.extensionVersion, Self.megabytes($0.size), String($0.sha256.prefix(12)),
                state(of: $0.name), $0.source,
            ]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([header] + rows).map { Self.line($0, widths) }
        return (["\(folder)"] + lines + [budget]).joined(separator: "\n")
    }

    private var budget: String {
        let sum = "total \(Self.megabytes(totalSize)) MB of the \(Self.megabytes(Self.lambdaLimit)) MB Lambda allows"
        let shared = "\(sum) unzipped, which your program and libduckdb share"
        guard totalSize > Self.lambdaLimit else { return shared }
        return "\(shared): TOO LARGE, use a container image or fewer extensions"
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { column, cell in
            let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
            let isLast = column == cells.count - 1
            return column == 2 ? space + cell : cell + (isLast ? "" : space)
        }
        return "  " + padded.joined(separator: "  ")
    }

    /// Megabytes of 2^20 bytes, as Lambda counts, with one digit after the point.
    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes * 10 + 524_288) / 1_048_576
        return "\(tenths / 10).\(tenths % 10)"
    }
}
