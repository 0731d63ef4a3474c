import DuckDBServerless
import Foundation

/// The shared libraries that a program needs and its base system does not have.
struct SharedLibraries {
    /// The files, by the names they are asked for.
    private(set) var files: [String: ELFFile] = [:]
    private let program: ELFFile
    private let folders: [String]

    /// Finds them as the dynamic linker would, but for the files' own machine, and with `folders` before all others.
    ///
    /// - Throws: `ExtensionError` with code `notFound` for a library that is in none of the folders.
    init(of program: ELFFile, in folders: [String]) throws(ExtensionError) {
        self.program = program
        let inherited = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? ""
        self.folders = folders + inherited.split(separator: ":").map(String.init)
        try find(program.needed, for: program)
    }

    private mutating func find(_ names: [String], for file: ELFFile) throws(ExtensionError) {
        for name in names where !BaseSystem.has(name) && files[name] == nil {
            // It becomes a file's name in the archive.
            guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
                throw ExtensionError(
                    .unsuitableProgram,
                    "\(file.path) needs a library whose name is no file's name",
                    remedy: "Link it with a library that has a SONAME without a path"
                )
            }
            let library = try search(name, for: file)
            files[name] = library
            try find(library.needed, for: library)
        }
    }

    private func search(_ name: String, for file: ELFFile) throws(ExtensionError) -> ELFFile {
        let searched = folders + file.searchFolders + program.searchFolders + system
        for folder in searched {
            let path = "\(folder)/\(name)"
            // Like the dynamic linker, this passes over files for other machines.
            guard FileManager.default.fileExists(atPath: path), let library = try? ELFFile(path: path),
                library.machine == program.machine
            else { continue }
            return library
        }
        throw ExtensionError(
            .notFound,
            "\(file.path) needs \(name), and no folder has it for \(program.platform?.description ?? "its machine")",
            remedy: "Name the folder that has it with --library-path; these were searched: "
                + searched.joined(separator: ", ")
        )
    }

    /// Where distributions keep libraries.
    private var system: [String] {
        let machine = program.platform == .linuxARM64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu"
        return ["/usr/local/lib", "/lib/\(machine)", "/usr/lib/\(machine)", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    }
}

extension ELFFile {
    /// The search path with its own folder in place of `$ORIGIN`.
    var searchFolders: [String] {
        let origin = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
        return searchPath.map {
            $0.replacingOccurrences(of: "$ORIGIN", with: origin).replacingOccurrences(of: "${ORIGIN}", with: origin)
        }
    }
}
