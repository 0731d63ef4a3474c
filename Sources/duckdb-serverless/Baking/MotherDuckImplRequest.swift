import DuckDBServerless
import Foundation

/// The `motherduck_impl` of a version, asked for from MotherDuck or a mirror.
struct MotherDuckImplRequest: Sendable {
    let implVersion: String
    let version: EngineVersion
    let platform: ExtensionPlatform
    let source: RepositorySource
    var keys = SigningKeys.duckdb

    private static let entryPoint = "motherduck_impl_duckdb_cpp_init"

    var fileName: String { "motherduck_impl.\(implVersion).duckdb_extension" }

    /// Fetches and checks the file.
    ///
    /// - Throws: `ExtensionError` as a source and `ExtensionRequest.check` do, but for `signatureInvalid`.
    func stage(in folder: String) async throws(ExtensionError) -> StagedFile {
        let file = try await source.fetch(fileName, version, platform, into: folder)
        let provenance = source.provenance("motherduck_impl")
        let fetched = FetchedExtension(path: file.path, origin: file.url, source: provenance)
        let impl = try Self.check(fetched, implVersion, version, platform, keys)
        return StagedFile(path: file.path, content: .motherduckImpl(impl))
    }

    /// Checks that a file is what the `motherduck` extension will load, and says whether a core key of DuckDB signed it.
    static func check(
        _ fetched: FetchedExtension,
        _ implVersion: String,
        _ version: EngineVersion,
        _ platform: ExtensionPlatform,
        _ keys: SigningKeys
    ) throws(ExtensionError) -> ExtensionManifest.MotherDuckImpl {
        let file = try ExtensionFile(path: fetched.path, shownAs: fetched.origin)
        let footer = try ExtensionFooter(file)
        try footer.match(version: version, platform: platform, file: file.path)
        let digests = try file.digests(lookingFor: entryPoint)
        guard digests.hasSymbol else {
            throw ExtensionError(
                .wrongEntryPoint,
                "\(file.path) lacks the entry point \(entryPoint)",
                remedy: "Check --motherduck-from: this is not MotherDuck's program"
            )
        }
        let signer = ExtensionSignature.signer(of: digests.signed, footer.signature, keys)
        return ExtensionManifest.MotherDuckImpl(
            version: implVersion,
            size: file.size,
            sha256: digests.sha256,
            signedBy: signer == .core ? .core : nil,
            source: fetched.source
        )
    }
}
