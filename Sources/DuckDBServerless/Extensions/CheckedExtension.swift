/// An extension's file that may be loaded, as long as it stays as it is.
package struct CheckedExtension: Sendable {
    package let name: ExtensionName
    package let path: String
    let identity: FileIdentity

    /// Makes sure, right before the engine opens the path, that it still leads to the file that was checked.
    ///
    /// What is swapped within the microseconds that follow goes unseen: a bundle that somebody else can write to is not safe.
    ///
    /// - Throws: `ExtensionError` with code `hashMismatch`.
    package func confirm() throws(ExtensionError) {
        guard FileIdentity(path: path) == identity else {
            throw ExtensionError(
                .hashMismatch,
                "\(path) was replaced or written to after it was checked",
                remedy: "Keep the bundle where only the image's build can write"
            )
        }
    }
}
