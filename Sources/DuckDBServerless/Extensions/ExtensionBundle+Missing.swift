internal import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ExtensionBundle {
    /// Says why a bundle cannot be opened: usually the directory holds one for another version or platform.
    static func missing(
        _ directory: String,
        _ version: EngineVersion,
        _ platform: ExtensionPlatform,
        _ names: [ExtensionName] = []
    ) -> ExtensionError {
        let found = bundles(in: directory)
        let wanted = names.isEmpty ? "NAME…" : names.map(\.text).joined(separator: " ")
        let remedy = "Bake one: \(bakeCommand(version, platform, wanted))"
        guard !found.isEmpty else {
            let path = manifestPath(directory, version, platform)
            return ExtensionError(.notFound, "There is no extension bundle: \(path) does not exist", remedy: remedy)
        }
        let hasVersion = found.contains { $0.hasPrefix("\(version)/") }
        return ExtensionError(
            hasVersion ? .wrongPlatform : .wrongVersion,
            "\(directory) has no extension bundle for \(version)/\(platform), only for "
                + found.joined(separator: ", "),
            remedy: remedy
        )
    }

    /// Whether there is anything in the place of a bundle, be it damaged or unreadable.
    package static func isPresent(in directory: String, version: EngineVersion, platform: ExtensionPlatform) -> Bool {
        var status = stat()
        return lstat(folder(in: directory, version: version, platform: platform), &status) == 0 || errno != ENOENT
    }

    private static func bundles(in directory: String) -> [String] {
        let files = FileManager.default
        let versions = (try? files.contentsOfDirectory(atPath: directory)) ?? []
        return versions.flatMap { version in
            ((try? files.contentsOfDirectory(atPath: "\(directory)/\(version)")) ?? [])
                .map { "\(version)/\($0)" }
                .filter { files.fileExists(atPath: "\(directory)/\($0)/\(ExtensionManifest.fileName)") }
        }.sorted()
    }
}
