extension ExtensionFooter {
    /// Checks that the engine will accept the file, by the rules it applies at LOAD.
    ///
    /// A file of the stable C API is not bound to an engine version, so only its platform is compared.
    ///
    /// - Throws: `ExtensionError` with code `wrongVersion` or `wrongPlatform`.
    public func match(
        version wanted: EngineVersion,
        platform: ExtensionPlatform,
        file: String
    ) throws(ExtensionError) {
        guard self.platform == platform.rawValue else {
            throw ExtensionError(
                .wrongPlatform,
                "\(file) was built for \(self.platform), not for \(platform)",
                remedy: "Bake with --platform \(platform)"
            )
        }
        guard abi == .stableC || version == wanted.description else {
            throw ExtensionError(
                .wrongVersion,
                "\(file) was built for DuckDB \(version), not for \(wanted)",
                remedy: "Bake with --version \(wanted.number), the version of the engine that will load it"
            )
        }
    }
}
