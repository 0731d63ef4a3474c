import DuckDBClient
import DuckDBServerless
import Foundation

/// What an extension file is.
struct ExtensionFacts {
    let path: String
    let size: Int
    let footer: ExtensionFooter
    let sha256: String
    /// The name that the file has and that the engine would look for an entry point by; nil if it cannot be one.
    let name: ExtensionName?
    /// The newest version of glibc that the file asks for, such as `2.28`; nil if it asks for none.
    let glibc: CLibrary?
    /// Why DuckDB's signature does not hold; nil if it does.
    let signatureError: ExtensionError?
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
        sha256 = try file.sha256()
        glibc = try CLibrary(neededBy: file)
        name = Self.name(of: path)
        signatureError = Self.failure { () throws(ExtensionError) in try ExtensionSignature.verify(path: path) }
        loadError = Self.loadFailure(file, footer, name) ?? signatureError
    }

    private static func name(of path: String) -> ExtensionName? {
        let file = URL(filePath: path).lastPathComponent
        guard let name = try? ExtensionName(String(file.prefix { $0 != "." })), name.fileName == file else {
            return nil
        }
        return name
    }

    /// By the rules that the engine applies before it looks at the signature.
    private static func loadFailure(
        _ file: borrowing ExtensionFile,
        _ footer: ExtensionFooter,
        _ name: ExtensionName?
    ) -> ExtensionError? {
        do throws(ExtensionError) {
            let version = try EngineVersion(Database.engineVersion)
            try footer.match(version: version, platform: .current, file: file.path)
            guard let name, try file.names(symbol: footer.entryPoint(for: name)) else {
                throw ExtensionError(
                    .wrongEntryPoint,
                    "\(file.path) has no entry point of its own name, by which the engine looks for it",
                    remedy: "Give the file the name of the extension, NAME.duckdb_extension"
                )
            }
            return nil
        } catch {
            return error
        }
    }

    private static func failure(_ body: () throws(ExtensionError) -> Void) -> ExtensionError? {
        do throws(ExtensionError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
