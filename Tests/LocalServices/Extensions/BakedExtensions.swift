import Foundation

/// Official extension files, baked by the real command once in a test run and removed at its end.
///
/// `inet` is the smallest core extension: 11 MB, a download of 3.5 MB for each platform.
public enum BakedExtensions {
    /// A directory with `inet` for 1.5.4 on both platforms, to be read only; copy it to change it.
    ///
    /// - Throws: `BakedExtensions.Failure` if the command fails.
    public static var directory: String {
        get async throws { try await baking.value }
    }

    /// The path of `inet` for a platform in ``directory``.
    ///
    /// - Throws: as ``directory``.
    public static func inet(_ platform: String) async throws -> String {
        "\(try await directory)/v1.5.4/\(platform)/inet.duckdb_extension"
    }

    /// The command failed.
    public struct Failure: Error, CustomStringConvertible {
        /// What it printed.
        public let description: String
    }

    private static let folder = Result { try ScratchFolder() }

    /// Everybody who asks waits for the same work.
    private static let baking = Task {
        let directory = try folder.get().path
        atexit { if case .success(let folder) = folder { try? FileManager.default.removeItem(atPath: folder.path) } }
        for platform in ["linux_amd64", "linux_arm64"] {
            let run = try await ServerlessTool.run([
                "bake", "--source", "pypi", "--platform", platform, "--target", directory, "inet",
            ])
            guard run.status == 0 else { throw Failure(description: run.errors) }
        }
        return directory
    }
}
