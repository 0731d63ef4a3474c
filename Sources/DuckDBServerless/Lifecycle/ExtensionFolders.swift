/// Where the engine looks for extensions by name, and where it puts those that it downloads.
struct ExtensionFolders: Sendable {
    /// The settings to open an engine with.
    let settings: [(name: String, value: String)]

    /// - Parameters:
    ///   - bundle: What to search, if there is one.
    ///   - home: A directory that exists.
    ///   - installs: Whether downloads belong under `home`. Without that the bundle is the engine's only folder: INSTALL of what
    ///     it holds does nothing, where it would ask the network otherwise, and what somebody puts under HOME, which is `/tmp`
    ///     in a function, is not found before it.
    init(bundle: ExtensionBundle?, home: String, installs: Bool) {
        let own = installs ? [("extension_directory", "\(home)/.duckdb/extensions")] : []
        settings = own + (bundle.map { [("extension_directories", Self.list($0.directory))] } ?? [])
    }

    /// A list of one text as the engine's cast reads it.
    private static func list(_ text: String) -> String {
        "['\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
    }
}
