import Foundation

/// The bundles that the demo and the tests run the function with.
///
/// Each is baked once and kept in the build folder; a further bake checks the files and downloads nothing.
public enum ExtensionBundleFolder {
    /// The directory of the small bundle, `httpfs`, `postgres_scanner` and `aws`, to be read only; copy it to change it.
    ///
    /// - Throws: ``ServiceError`` with `commandFailed` and what the command said.
    public static var path: String {
        get async throws { try await baking.value.path }
    }

    /// The directory of the bundle with the extensions of every step and of every file format.
    ///
    /// 255 MB, more than Lambda takes in a zip file: for tests of what needs it.
    ///
    /// - Throws: as ``path``.
    public static var all: String {
        get async throws { try await bakingAll.value.path }
    }

    /// What the bake command printed of the small bundle: a table of the files and their sizes.
    ///
    /// - Throws: as ``path``.
    public static var report: String {
        get async throws { try await baking.value.report }
    }

    private static let few = ["httpfs", "postgres_scanner", "aws"]

    /// Everybody who asks waits for the same work.
    private static let baking = Task { try await bake(few, in: "duckdb_extensions") }

    private static let bakingAll = Task {
        let further = ["ducklake", "excel", "motherduck", "mysql_scanner", "quack", "sqlite_scanner"]
        return try await bake(["--allow-oversize"] + few + further, in: "duckdb_extensions_all")
    }

    private static func bake(_ arguments: [String], in folder: String) async throws -> (path: String, report: String) {
        let path = Tools.checkout.appending(path: ".build/\(folder)").path
        let bake = try await ServerlessTool.run(["bake", "--source", "pypi", "--target", path] + arguments)
        guard bake.status == 0 else { throw ServiceError(.commandFailed, bake.errors) }
        return (path: path, report: bake.output)
    }
}
