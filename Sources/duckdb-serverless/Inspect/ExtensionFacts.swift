import DuckDBClient
import DuckDBServerless
import Foundation

/// What an extension file is.
struct ExtensionFacts {
    let path: String
    let size: Int
    let footer: ExtensionFooter
    let sha256: String
    /// The function that the engine would call, by the file's name; nil if the file does not have it.
    let entryPoint: String?
    /// The newest version of glibc that the file asks for; nil if it asks for none.
    let glibc: CLibrary?
    /// Whose key signed it; nil if none of DuckDB's did.
    let signer: ExtensionManifest.Signer?
    /// Why the linked engine would not load the file; nil if it would.
    let loadError: ExtensionError?

    /// Reads a file.
    ///
    /// - Throws: `ExtensionError` with code `invalidFooter`, `notFound` or `unreadable`.
    init(path: String) throws(ExtensionError) {
        let file = try ExtensionFile(path: path)
        self.path = path
        size = file.size
        footer = try ExtensionFooter(file)
        let entryPoint = Self.name(of: path).map(footer.entryPoint)
        let digests = try file.digests(lookingFor: entryPoint ?? "")
        self.entryPoint = digests.hasSymbol ? entryPoint : nil
        sha256 = digests.sha256
        signer = ExtensionSignature.signer(of: digests.signed, footer.signature, .duckdb)
        glibc = try CLibrary(neededBy: file)
        loadError = Self.loadError(path, footer, self.entryPoint, glibc, signer)
    }

    /// The name that the engine goes by; nil if it cannot be an extension's.
    private static func name(of path: String) -> ExtensionName? {
        let file = URL(filePath: path).lastPathComponent
        guard let name = try? ExtensionName(String(file.prefix { $0 != "." })), name.fileName == file else {
            return nil
        }
        return name
    }

    /// By the rules that the engine and the dynamic linker apply.
    private static func loadError(
        _ path: String,
        _ footer: ExtensionFooter,
        _ entryPoint: String?,
        _ glibc: CLibrary?,
        _ signer: ExtensionManifest.Signer?
    ) -> ExtensionError? {
        do throws(ExtensionError) {
            let version = try EngineVersion(Database.engineVersion)
            try footer.match(version: version, platform: .current, file: path)
            try ExtensionSignature.accept(signer, [.core, .community], path)
            guard entryPoint != nil else {
                throw ExtensionError(
                    .wrongEntryPoint,
                    "\(path) has no entry point of its own name, by which the engine looks for it",
                    remedy: "Give the file the name of the extension, NAME.duckdb_extension"
                )
            }
            if let glibc, CLibrary.current < glibc {
                throw ExtensionError(
                    .libraryTooOld,
                    "\(path) needs glibc \(glibc), and this system has \(CLibrary.current)",
                    remedy: "Run on a system with a newer glibc, such as provided.al2023 or Debian 12"
                )
            }
            return nil
        } catch {
            return error
        }
    }
}
