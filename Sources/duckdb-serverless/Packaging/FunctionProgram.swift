import DuckDBServerless
import Foundation

/// A program that can be deployed as a function: where its libraries lie, and for which engine it is.
struct FunctionProgram {
    let file: ELFFile
    let libraries: [String: ELFFile]
    let platform: ExtensionPlatform
    /// The version of the engine that it is linked to.
    let engine: EngineVersion
    /// Where it looks for its libraries, seen from its own folder: `lib/`, or nothing for the folder itself.
    let libraryFolder: String

    /// Looks at a program without starting it.
    ///
    /// - Throws: `ExtensionError` with code `notFound`, `unreadable` or `unsuitableProgram`.
    init(path: String, libraryFolders: [String]) throws(ExtensionError) {
        file = try ELFFile(path: path)
        guard let platform = file.platform else {
            let remedy = "Build it for the function's machine"
            throw Self.unsuitable(path, "is neither for x86_64 nor for 64-bit ARM", remedy)
        }
        guard FileManager.default.isExecutableFile(atPath: path), let interpreter = file.interpreter else {
            let remedy = "Give the executable that swift build made, not a library, linked dynamically to libduckdb"
            throw Self.unsuitable(path, "is no dynamically linked program that may be executed", remedy)
        }
        guard interpreter.contains("ld-linux") else {
            let remedy = "Build it with glibc: DuckDB's extensions need it"
            throw Self.unsuitable(path, "is started by \(interpreter), which is not glibc's", remedy)
        }
        guard file.needed.contains(where: EngineLibrary.isNamed) else {
            let remedy = "Link it to libduckdb, as every target is that imports DuckDBClient"
            throw Self.unsuitable(path, "does not need libduckdb.so", remedy)
        }
        self.platform = platform
        libraryFolder = try Self.libraryFolder(file)
        libraries = try SharedLibraries(of: file, in: libraryFolders).files
        engine = try EngineLibrary.version(
            of: libraries.first { EngineLibrary.isNamed($0.key) }?.value.path ?? "libduckdb.so"
        )
    }

    /// The program and its libraries.
    var files: [ELFFile] { [file] + libraries.values.sorted { $0.path < $1.path } }

    private static func libraryFolder(_ file: ELFFile) throws(ExtensionError) -> String {
        let paths = file.searchPath.map { $0.replacingOccurrences(of: "${ORIGIN}", with: "$ORIGIN") }
        if paths.contains("$ORIGIN/lib") { return "lib/" }
        if paths.contains("$ORIGIN") { return "" }
        let found = paths.isEmpty ? "nowhere" : paths.joined(separator: ":")
        throw unsuitable(
            file.path,
            "looks for its libraries in \(found), not beside itself",
            "Link it with -Xlinker -rpath -Xlinker '$ORIGIN/lib'"
        )
    }

    private static func unsuitable(_ path: String, _ reason: String, _ remedy: String) -> ExtensionError {
        ExtensionError(.unsuitableProgram, "\(path) \(reason)", remedy: remedy)
    }
}
