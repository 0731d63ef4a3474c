import Crypto
import CryptoExtras
package import DuckDBServerless

/// DuckDB's signature over an extension file, checked without the engine.
///
/// DuckDB signs the SHA-256 of the concatenated SHA-256 digests of each MiB of the file, up to the signature itself
/// (the footer's fields are signed, the file's name is not), with RSA-2048, PKCS #1 v1.5. A file of either platform
/// can be checked on either.
package enum ExtensionSignature {
    /// Checks a file against DuckDB's core public keys.
    ///
    /// Cost: one pass over the file, memory flat.
    ///
    /// - Throws: `ExtensionError` with code `signatureInvalid`, or those of `ExtensionFooter.init(path:)`.
    package static func verify(path: String) throws(ExtensionError) {
        let file = try ExtensionFile(path: path)
        let signature = try ExtensionFooter(file).signature
        let digest = try file.digests(lookingFor: "").signed
        try accept(signer(of: digest, signature, .duckdb), [.core], path)
    }

    /// Whose key signed a digest, if anybody's.
    static func signer(
        of digest: SHA256.Digest,
        _ signature: [UInt8],
        _ keys: SigningKeys
    ) -> ExtensionManifest.Signer? {
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return [ExtensionManifest.Signer.core, .community].first { signer in
            keys[signer].contains { $0.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5) }
        }
    }

    /// Refuses what none of the accepted signers signed.
    @discardableResult
    static func accept(
        _ signer: ExtensionManifest.Signer?,
        _ accepted: Set<ExtensionManifest.Signer>,
        _ path: String
    ) throws(ExtensionError) -> ExtensionManifest.Signer {
        if let signer, accepted.contains(signer) { return signer }
        guard signer == .community else {
            throw ExtensionError(
                .signatureInvalid,
                "\(path) does not carry a valid signature of a DuckDB \(accepted.contains(.community) ? "" : "core ")key: "
                    + "it was altered or is not official",
                remedy: "Fetch the official file again; self-built extensions are not supported"
            )
        }
        throw ExtensionError(
            .signatureInvalid,
            "\(path) is a community extension: DuckDB's community key signed it, no core key did",
            remedy: "Give --community if you trust its author, or take the core extension"
        )
    }
}
