internal import DuckDBClient

/// Downloads what no bundle has, where one develops.
///
/// An engine of its own does so: it never allows unsigned files, so that it refuses to keep one, and it has no httpfs, with
/// which the engine asks every repository for TLS.
struct Installer {
    let repository: String?
    let folders: ExtensionFolders
    let timeline: ColdStartTimeline

    /// Puts files into the engine's own folder under HOME; asks for nothing that is there already.
    ///
    /// - Throws: `ExtensionError`, `DuckDBError`.
    func install(_ names: [ExtensionName]) async throws {
        guard !names.isEmpty else { return }
        var settings = [
            ("allow_persistent_secrets", "false"), ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"), ("threads", "1"),
        ]
        if let repository { settings.append(("custom_extension_repository", repository)) }
        settings += folders.settings
        let isTLS = repository?.hasPrefix("https:") == true
        let database = try await Database.open(settings: settings)
        try await database.withConnection { [timeline] connection in
            if isTLS { try connection.load("httpfs", .httpfs) }
            for name in names { try timeline.measure("install \(name)") { try connection.install(name) } }
        }
    }
}

extension Connection {
    fileprivate func install(_ name: ExtensionName) throws {
        do throws(DuckDBError) {
            try execute("INSTALL \(SQL.identifier(name.text))")
        } catch {
            throw ExtensionError.installing(name, failedWith: error)
        }
    }

    /// Loads an extension by its path or by its name.
    func load(_ file: String, _ name: ExtensionName) throws {
        do throws(DuckDBError) {
            try execute("LOAD \(SQL.literal(file))")
        } catch {
            throw ExtensionError.loading(file, name, failedWith: error)
        }
    }
}
