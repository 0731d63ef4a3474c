internal import DuckDBClient

/// Where the engine looks for extensions by name, and where it puts those that it downloads.
struct ExtensionFolders: Sendable {
    private let bundle: String?
    private let own: String?

    /// - Parameters:
    ///   - bundle: What to search, if there is one.
    ///   - home: A directory that exists.
    ///   - installs: Whether downloads belong under `home`. Without that the bundle is the engine's only folder: INSTALL of what
    ///     it holds does nothing, where it would ask the network otherwise, and what somebody puts under HOME, which is `/tmp`
    ///     in a function, is not found before it.
    init(bundle: ExtensionBundle?, home: String, installs: Bool) {
        self.bundle = bundle?.directory
        own = installs ? "\(home)/.duckdb/extensions" : nil
    }

    /// The settings to open an engine with that is to find extensions by name.
    var settings: [(name: String, value: String)] {
        [own.map { ("extension_directory", $0) }, bundle.map { ("extension_directories", Self.list($0)) }].compactMap(
            \.self
        )
    }

    /// The setting to open an engine with that is to find nothing by name.
    ///
    /// Some extensions load others by name when they are loaded. While unsigned files are allowed, that must not lead to a file
    /// that nobody has checked.
    static let hidden = [("extension_directory", "/dev/null")]

    /// What makes an engine that was opened with ``hidden`` find extensions by name.
    var statements: [SQL] {
        let folder = own.map { "SET GLOBAL extension_directory = \(SQL.literal($0))" as SQL }
        let search = bundle.map { "SET GLOBAL extension_directories = [\(SQL.literal($0))]" as SQL }
        return [folder ?? "RESET GLOBAL extension_directory"] + [search].compactMap(\.self)
    }

    /// A list of one text as the engine's cast reads it.
    private static func list(_ text: String) -> String {
        "['\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
    }
}
