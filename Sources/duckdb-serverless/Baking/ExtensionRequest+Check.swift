package import DuckDBServerless

extension ExtensionRequest {
    /// Checks that a file is the official one asked for, and describes it for the manifest.
    ///
    /// - Throws: `ExtensionError` with code `invalidFooter`, `wrongVersion`, `wrongPlatform`, `wrongEntryPoint`,
    ///   `signatureInvalid`, `notFound` or `unreadable`.
    package func check(_ fetched: FetchedExtension) throws(ExtensionError) -> ExtensionManifest.Entry {
        let file = try ExtensionFile(path: fetched.path, shownAs: fetched.origin)
        let footer = try ExtensionFooter(file)
        try footer.match(version: version, platform: platform, file: file.path)
        let digests = try file.digests(lookingFor: footer.entryPoint(for: name))
        let signer = try ExtensionSignature.accept(
            ExtensionSignature.signer(of: digests.signed, footer.signature, keys),
            signers,
            file.path
        )
        // The signature does not cover the file's name; the engine finds the entry point by it.
        guard digests.hasSymbol else {
            throw ExtensionError(
                .wrongEntryPoint,
                "\(file.path) lacks the entry point \(footer.entryPoint(for: name)): it is another extension, renamed",
                remedy: "Use the file of \(name) under its own name"
            )
        }
        return ExtensionManifest.Entry(
            name: name,
            extensionVersion: footer.extensionVersion,
            size: file.size,
            sha256: digests.sha256,
            piecewiseSHA256: digests.piecewiseSHA256,
            signedBy: signer,
            source: fetched.source
        )
    }
}
