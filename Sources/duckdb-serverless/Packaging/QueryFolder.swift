import DuckDBServerless
import Foundation

/// A folder of queries that goes along with a function.
enum QueryFolder {
    /// The files in it and below, hidden ones left out, by their paths in it.
    ///
    /// - Throws: `ExtensionError` with code `notFound` for a folder without files, `outsideFolder` for a link that leads
    ///   out of it, or `unreadable`.
    static func files(in folder: String) throws(ExtensionError) -> [String: String] {
        let root = URL(filePath: folder).resolvingSymlinksInPath().path
        let names = try names(in: root, shownAs: folder)
        var files: [String: String] = [:]
        for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            let target = URL(filePath: "\(root)/\(name)").resolvingSymlinksInPath().path
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: target, isDirectory: &isFolder)
            guard exists, target.hasPrefix("\(root)/") else { throw leadsOut("\(folder)/\(name)", to: target) }
            if !isFolder.boolValue { files[name] = target }
        }
        guard files.keys.contains(where: { $0.hasSuffix(".sql") && !$0.contains("/") }) else {
            throw ExtensionError(
                .notFound,
                "\(folder) has no file NAME.sql directly in it",
                remedy: "Name the folder that the queries lie in, NAME.sql each, or leave out --queries"
            )
        }
        return files
    }

    private static func names(in root: String, shownAs folder: String) throws(ExtensionError) -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: root)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: root)
            throw ExtensionError(
                isThere ? .unreadable : .notFound,
                "\(folder) \(isThere ? "cannot be read as a folder" : "does not exist")",
                remedy: "Name the folder that the queries lie in, one that this user may read",
                details: "\(error)"
            )
        }
    }

    private static func leadsOut(_ path: String, to target: String) -> ExtensionError {
        ExtensionError(
            .outsideFolder,
            "\(path) is a link to \(target), which is no file of the folder",
            remedy: "Put the file itself into the folder"
        )
    }
}
