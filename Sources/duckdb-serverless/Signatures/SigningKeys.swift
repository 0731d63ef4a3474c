package import CryptoExtras
package import DuckDBServerless

/// Public keys, by who signs with them.
package struct SigningKeys: Sendable {
    private let keys: [ExtensionManifest.Signer: [_RSA.Signing.PublicKey]]

    /// The keys of DuckDB 1.5.4, core and community.
    package static let duckdb = SigningKeys([.core: parse(corePEM), .community: parse(communityPEM)])

    /// Makes a set of keys, such as one for a test.
    package init(_ keys: [ExtensionManifest.Signer: [_RSA.Signing.PublicKey]]) {
        self.keys = keys
    }

    /// The keys of a signer.
    package subscript(signer: ExtensionManifest.Signer) -> [_RSA.Signing.PublicKey] { keys[signer] ?? [] }

    /// A key that did not parse could accept nothing: the check fails closed, and a test counts the keys.
    private static func parse(_ keys: [String]) -> [_RSA.Signing.PublicKey] {
        keys.compactMap { try? _RSA.Signing.PublicKey(pemRepresentation: $0) }
    }
}
