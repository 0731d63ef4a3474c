import Foundation
import LocalServices

/// The folder that `Scripts/assemble` makes of the function that was built together with the tests.
enum AssembledFunction {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Makes the folder.
    ///
    /// - Parameter target: its path; a bundle that it holds already is checked and kept, so that nothing is downloaded.
    /// - Throws: `ServiceError` with what the script or the bake command said.
    static func make(_ target: String) async throws {
        let files = FileManager.default
        try files.createDirectory(atPath: target, withIntermediateDirectories: true)
        try files.copyItem(atPath: await ExtensionBundleFolder.path, toPath: "\(target)/duckdb_extensions")
        let script = try await GuardedProcess(name: "assemble")
        try await script.run(
            [checkout.appending(path: "Scripts/assemble").path, target],
            environment: ProcessInfo.processInfo.environment.merging(["BUILD": BuiltExecutable.path("")]) { $1 }
        )
        await script.end()
    }
}
