import DuckDBServerless
import Foundation

extension Doctor {
    /// The bundle for this engine and platform, and each of its files.
    func bundle(_ configuration: EngineConfiguration) async -> [Finding] {
        let directory = configuration.extensionDirectory
        let folder = BundleFolder(directory: directory, version: .pinned, platform: .current)
        do throws(ExtensionError) {
            _ = try ExtensionBundle(directory: directory)
        } catch {
            let isNeeded = !configuration.extensions.isEmpty || configuration.steps.contains { !$0.extensions.isEmpty }
            let state: Finding.State = configuration.installsMissing || !isNeeded ? .warning : .failure
            return [Finding(check: "bundle", state: state, message: error.message, remedy: error.remedy)]
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
            Finding(check: "bundle", state: .warning, message: $0.message, remedy: $0.remedy)
        }
        return [place(folder)] + files + others
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
