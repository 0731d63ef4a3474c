package import Foundation

/// Programs that `make setup` puts into the checkout's `.tools` folder.
public enum Tools {
    /// The folder that this file's package lies in.
    package static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The path of a program in `.tools`.
    /// - Throws: ``ServiceError`` with `missing` when it is not there.
    static func path(_ name: String) throws -> String {
        let path = checkout.appending(path: ".tools/\(name)").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ServiceError(.missing, "\(path) is not there; run `make setup` in the checkout")
        }
        return path
    }

    /// The Python of `.tools`, which has DuckDB for Python.
    /// - Throws: ``ServiceError`` with `missing` when it is not there.
    public static var python: String {
        get throws { try path("venv/bin/python") }
    }
}
