internal import DuckDBClient

/// Tells whoever wrote a statement which extension it lacks and what to do, where the engine advises an installation that a
/// function must not do.
struct MissingExtension: Sendable {
    private let bundle: ExtensionBundle?
    private let directory: String
    private let version: EngineVersion

    init(bundle: ExtensionBundle?, directory: String) throws(ExtensionError) {
        self.bundle = bundle
        self.directory = directory
        version = try EngineVersion(Database.engineVersion)
    }

    /// The error to report instead of one that says that an extension is missing; any other error is itself.
    func explain(_ error: DuckDBError) -> any Error {
        guard let name = name(in: error) else { return error }
        let isBaked = bundle?.manifest.entry(for: name) != nil
        return ExtensionError(
            isBaked ? .notLoaded : .notFound,
            "The statement needs the extension \(name), which \(whereabouts(isBaked: isBaked))",
            remedy: isBaked ? "Name it in DUCKDB_EXTENSIONS, or run LOAD \(name) before" : remedy(name),
            details: error.description
        )
    }

    /// Whether the statement may succeed once the engine may load extensions by itself.
    func isCured(byLoading error: DuckDBError) -> Bool {
        // The class of an unknown kind of secret, which `SELECT error(…)` has too: then loading changes nothing.
        name(in: error) != nil || (error.code == .invalidInput && error.message.contains("but it exists in the "))
    }

    private func whereabouts(isBaked: Bool) -> String {
        guard bundle != nil else { return "is not loaded; there is no bundle in \(directory)" }
        return isBaked ? "the bundle in \(directory) has, but which is not loaded" : "the bundle in \(directory) lacks"
    }

    private func remedy(_ name: ExtensionName) -> String {
        let step = Self.steps[name.text].map {
            ", or name the step \($0) in DEFAULT_BOOTSTRAP, which has its credentials too"
        }
        return
            "Bake it: \(ExtensionBundle.bakeCommand(version, .current, name.text)), and name it in DUCKDB_EXTENSIONS\(step ?? "")"
    }

    /// The steps that load an extension, and set up what it is mostly wanted for.
    private static let steps = [
        "httpfs": "s3", "aws": "s3", "postgres_scanner": "pg_replica", "mysql_scanner": "mysql",
        "sqlite_scanner": "sqlite_file",
        "ducklake": "lake", "quack": "quack", "motherduck": "motherduck", "snowflake": "snowflake",
    ]

    /// The extension's name where the engine's wordings have it, of 1.5.4.
    private func name(in error: DuckDBError) -> ExtensionName? {
        let text = error.message
        let found: Substring? =
            switch error.code {
            case .missingExtension: text.between("requires the extension ", " to be loaded")
            case .catalog, .binder: text.between("it exists in the ", " extension.")
            case .io, .autoload:
                // A file that was asked for by its path is the statement's own affair.
                text.between("/\(version)/\(ExtensionPlatform.current)/", ".duckdb_extension\" not found.")
            default: nil
            }
        return found.flatMap { try? ExtensionName(String($0)) }
    }
}

extension String {
    fileprivate func between(_ start: String, _ end: String) -> Substring? {
        guard let opening = firstRange(of: start) else { return nil }
        let rest = self[opening.upperBound...]
        return rest.firstRange(of: end).map { rest[..<$0.lowerBound] }
    }
}
