import DuckDBServerless
import Foundation

extension Doctor {
    /// The bundle for this engine and platform, and each of its files.
    func bundle(_ configuration: EngineConfiguration) async -> [Finding] {
        let directory = configuration.extensionDirectory
        let folder = BundleFolder(directory: directory, version: .pinned, platform: .current)
        let needed =
            configuration.extensions + configuration.steps.flatMap(\.extensions).compactMap { try? ExtensionName($0) }
        let ifMissing: Finding.State = configuration.installsMissing || needed.isEmpty ? .warning : .failure
        let bundle: ExtensionBundle
        do throws(ExtensionError) {
            bundle = try ExtensionBundle(directory: directory)
        } catch {
            let isPresent = ExtensionBundle.isPresent(in: directory, version: .pinned, platform: .current)
            let isNeedless = configuration.installsMissing || (needed.isEmpty && error.code == .notFound)
            let state: Finding.State = !isPresent && isNeedless ? .warning : .failure
            return [Finding(check: "bundle", state: state, message: error.message, remedy: error.remedy)]
        }
        let missing = Set(needed).sorted().filter { bundle.manifest.entry(for: $0) == nil }.map { name in
            let error = bundle.lacks(name)
            return Finding(check: name.text, state: ifMissing, message: error.message, remedy: error.remedy)
        }
        let verdict = await BundleVerdict(folder)
        let files = verdict.files.map { file in
            let size = Megabytes(bytes: file.entry.size)
            let message = file.error?.message ?? "\(file.entry.extensionVersion), \(size) MB, as it was baked"
            return Finding(
                check: file.entry.name.text,
                state: file.error == nil ? .ok : .failure,
                message: message,
                remedy: file.error?.remedy
            )
        }
        let others = verdict.findings.map {
            let state: Finding.State = $0.code == .unlisted ? .warning : .failure
            return Finding(check: "bundle", state: state, message: $0.message, remedy: $0.remedy)
        }
        return [place(folder)] + files + missing + others
    }

    private func place(_ folder: BundleFolder) -> Finding {
        guard FileManager.default.isWritableFile(atPath: folder.path) else {
            return Finding(check: "bundle", state: .ok, message: "\(folder.path), which this user cannot change")
        }
        return Finding(
            check: "bundle",
            state: .warning,
            message: "\(folder.path), which this user can write to",
            remedy: "Let it be read-only, as an image is: whoever can change file and manifest decides what runs"
        )
    }
}
