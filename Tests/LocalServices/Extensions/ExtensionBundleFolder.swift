import Foundation

/// The bundle that the demo and the tests run the function with: `httpfs`, `postgres_scanner` and `aws`.
///
/// Baked once and kept in the build folder; a further bake checks the files and downloads nothing.
public enum ExtensionBundleFolder {
    /// The bundle's directory, to be read only; copy it to change it.
    ///
    /// - Throws: ``ServiceError`` with `commandFailed` and what the command said.
    public static var path: String {
        get async throws { try await baking.value.path }
    }

    /// What the bake command printed: a table of the files and their sizes.
    ///
    /// - Throws: as ``path``.
    public static var report: String {
        get async throws { try await baking.value.report }
    }

    /// Everybody who asks waits for the same work.
    private static let baking = Task {
        let path = Tools.checkout.appending(path: ".build/duckdb_extensions").path
        let bake = try await ServerlessTool.run([
            "bake", "--source", "pypi", "--target", path, "httpfs", "postgres_scanner", "aws",
        ])
        guard bake.status == 0 else { throw ServiceError(.commandFailed, bake.errors) }
        return (path: path, report: bake.output)
    }
}
