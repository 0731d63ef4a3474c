package import DuckDBClient

extension HardenedProfile {
    /// Takes from the engine, for good, what statements that others wrote have no use for: files, extensions, settings.
    ///
    /// To be done once, when extensions are loaded and steps have run: neither `LOAD` nor `ATTACH` of anything but memory is
    /// possible afterwards, for anybody. Attached catalogs stay, the engine still spills to its temporary directory, and
    /// secrets can still be replaced, as credentials have to be. Secrets in persistent files are not covered: they have to be off
    /// since the engine was opened. When it fails, throw the engine away: part of it may be locked.
    ///
    /// - Throws: ``InvalidDirectory``; the engine's error when it refuses a setting.
    package func lockDown(_ connection: borrowing Connection) throws {
        for directory in allowedDirectories where !Self.isAbsolute(directory) {
            throw InvalidDirectory(directory: directory)
        }
        let directories = Self.list(allowedDirectories)
        let settings = try Self.list(Self.settingsLeftOpen(on: connection))
        let statements: [SQL] = [
            "SET GLOBAL allowed_directories = \(directories)",
            "SET GLOBAL allowed_configs = \(settings)",
            "SET GLOBAL allow_community_extensions = false",
            "SET GLOBAL autoinstall_known_extensions = false",
            "SET GLOBAL autoload_known_extensions = false",
            // From here on no directory can be allowed, and nothing be loaded or attached.
            "SET GLOBAL enable_external_access = false",
            "SET GLOBAL lock_configuration = true",
        ]
        for statement in statements { try connection.execute(statement) }
    }

    /// What this package's own code sets on a locked engine: the S3 step when credentials are renewed, and profiling.
    ///
    /// No statement that the authorizer lets through sets anything.
    private static func settingsLeftOpen(on connection: borrowing Connection) throws -> [String] {
        try connection.fetchAll(
            String.self,
            """
            SELECT name FROM duckdb_settings()
            WHERE name IN ('http_timeout', 'http_retries', 'enable_profiling') ORDER BY name
            """
        )
    }

    /// The engine takes `''` for the working directory, and a relative path as under it.
    static func isAbsolute(_ directory: String) -> Bool {
        (directory.hasPrefix("/") || directory.contains("://")) && !PathOptions.areIn(directory)
    }

    /// A list of texts, quoted: `SET` takes no parameters.
    private static func list(_ texts: [String]) -> SQL {
        let items = texts.map { SQL.literal($0) }
        let body = items.dropFirst().reduce(items.first ?? "") { $0 + ", " + $1 }
        return "[" + body + "]"
    }

    /// A directory of a profile that is neither a URL nor an absolute path, or that has path options or dot segments.
    public struct InvalidDirectory: Error, Sendable, Hashable, CustomStringConvertible {
        /// The directory as it was given.
        public let directory: String

        /// What is wrong and what is expected.
        public var description: String {
            "The allowed directory \"\(directory)\" is not usable. "
                + "Give a URL such as s3://bucket/prefix/ or an absolute path, without ? and without . or .. in it."
        }
    }
}
