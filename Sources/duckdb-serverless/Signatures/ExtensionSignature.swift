import Crypto
import CryptoExtras
package import DuckDBServerless

/// DuckDB's signature over an extension file, checked without the engine.
///
/// DuckDB signs the SHA-256 of the concatenated SHA-256 digests of each MiB of the file, up to the signature itself
/// (the footer's fields are signed, the file's name is not), with RSA-2048, PKCS #1 v1.5. A file of either platform
/// can be checked on either. Community extensions are signed with other keys and do not pass.
package enum ExtensionSignature {
    private static let segmentSize = 1024 * 1024

    /// Checks a file against DuckDB's core public keys.
    ///
    /// Cost: one pass over the file, memory flat.
    ///
    /// - Throws: `ExtensionError` with code `signatureInvalid`, or those of `ExtensionFooter.init(path:)`.
    package static func verify(path: String) throws(ExtensionError) {
        let file = try ExtensionFile(path: path)
        try verify(file, signature: ExtensionFooter(file).signature)
    }

    package static func verify(
        _ file: borrowing ExtensionFile,
        signature bytes: [UInt8]
    ) throws(ExtensionError) {
        let digest = try signedDigest(of: file)
        let signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
        let isSigned = coreKeys.contains { $0.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5) }
        guard isSigned else {
            throw ExtensionError(
                .signatureInvalid,
                "\(file.path) does not carry a valid signature of a DuckDB core key: it was altered or is not official",
                remedy: "Fetch the official file again; community and self-built extensions are not supported"
            )
        }
    }

    private static func signedDigest(of file: borrowing ExtensionFile) throws(ExtensionError) -> SHA256.Digest {
        let end = file.size - ExtensionFooter.signatureSize
        var outer = SHA256()
        for start in stride(from: 0, to: end, by: segmentSize) {
            var segment = SHA256()
            try file.forEachPiece(of: start..<min(start + segmentSize, end)) { segment.update(data: $0) }
            segment.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        }
        return outer.finalize()
    }
}
