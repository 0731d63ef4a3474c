internal import DuckDBClient

/// The wake: the one order of steps that loads extensions fast and leaves the engine locked against unsigned ones.
///
/// DuckDB's own signature check costs some 10 ms of CPU a megabyte and would make up most of a cold start. Unless the policy
/// asks for it, it is left out for the bundle's files: bake has checked their signatures, and `wake` compares their SHA-256
/// with the manifest. Then the engine is told to refuse unsigned extensions, which it does not let anyone take back.
struct Waking {
    let configuration: EngineConfiguration
    let timeline: ColdStartTimeline

    func database() async throws -> Database {
        HomeDirectory.makeUsable()
        let names = try extensionNames()
        guard !names.isEmpty else { return try await open(trustingBundle: false) }
        let version = try EngineVersion(Database.engineVersion)
        let bundle = try ExtensionBundle(directory: configuration.extensionDirectory, version: version)
        // Hashing is the processor's work and opening mostly the engine's waiting: they overlap.
        async let paths = paths(of: names, in: bundle)
        let database = try await open(trustingBundle: configuration.trust != .signature)
        try await load(try await paths, into: database)
        return database
    }

    private func extensionNames() throws(ExtensionError) -> [ExtensionName] {
        var names = configuration.extensions
        for text in configuration.steps.flatMap(\.extensions) { names.append(try ExtensionName(text)) }
        var seen: Set<ExtensionName> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func open(trustingBundle: Bool) async throws -> Database {
        var settings = [
            ("allow_persistent_secrets", "false"),
            ("autoinstall_known_extensions", "false"),
            // Loaded by a statement, httpfs would publish the role's credentials after the wake has cleared them.
            ("autoload_known_extensions", "false"),
            ("temp_directory", configuration.temporaryDirectory),
        ]
        if trustingBundle { settings.append(("allow_unsigned_extensions", "true")) }
        if let limit = configuration.memoryLimit { settings.append(("memory_limit", "\(limit)MiB")) }
        if let threads = configuration.threads { settings.append(("threads", "\(threads)")) }
        return try await timeline.measure("engine") { try await Database.open(settings: settings) }
    }

    private func paths(
        of names: [ExtensionName],
        in bundle: ExtensionBundle
    ) async throws -> [(name: ExtensionName, path: String)] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, name) in names.enumerated() {
                group.addTask { [timeline, trust = configuration.trust] in
                    let phase = trust == .manifest ? "hash \(name)" : "find \(name)"
                    return (index, try timeline.measure(phase) { try bundle.path(for: name, trust: trust) })
                }
            }
            var paths = names.map { (name: $0, path: "") }
            for try await (index, path) in group { paths[index].path = path }
            return paths
        }
    }

    private func load(_ files: [(name: ExtensionName, path: String)], into database: Database) async throws {
        let directory = configuration.extensionDirectory
        try await database.withConnection { [timeline] connection in
            for file in files {
                try timeline.measure("load \(file.name)") {
                    _ = try connection.execute("LOAD \(SQL.literal(file.path))")
                }
            }
            try connection.execute("SET allow_unsigned_extensions = false")
            try connection.execute("SET extension_directories = [\(SQL.literal(directory))]")
            // LOAD httpfs copies the role's credentials from the environment into settings that any SQL could read.
            for setting in Self.credentialSettings where files.contains(where: { $0.name.text == "httpfs" }) {
                try connection.execute("RESET GLOBAL \(unsafe: setting)")
            }
        }
    }

    private static let credentialSettings = ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"]
}
