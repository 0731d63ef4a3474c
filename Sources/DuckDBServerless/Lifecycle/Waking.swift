internal import DuckDBClient

/// The wake: the one order of steps that loads extensions fast and leaves the engine locked against unsigned ones.
///
/// DuckDB's own signature check costs 4 to 10 ms of CPU a megabyte and would make up most of a cold start. Unless the policy
/// asks for it, it is left out for the bundle's files: bake has checked their signatures, and `wake` compares their SHA-256
/// with the manifest. Then the engine is told to refuse unsigned extensions, which it does not let anyone take back.
struct Waking {
    let plan: WakePlan
    private let configuration: EngineConfiguration
    private let timeline: ColdStartTimeline

    /// Decides what is loaded; reads the bundle's manifest and nothing else.
    ///
    /// - Throws: `ExtensionError`.
    init(_ configuration: EngineConfiguration, timeline: ColdStartTimeline) throws(ExtensionError) {
        self.configuration = configuration
        self.timeline = timeline
        plan = try WakePlan(configuration)
    }

    func database() async throws -> Database {
        let folders = ExtensionFolders(
            bundle: plan.bundle,
            home: HomeDirectory.makeUsable(),
            installs: configuration.installsMissing
        )
        for name in plan.baked + plan.missing { try CLibrary.current.check(name) }
        let installer = Installer(
            repository: configuration.installRepository,
            folders: folders,
            timeline: timeline
        )
        try await installer.install(plan.missing)
        // Hashing is the processor's work and opening mostly the engine's waiting: they overlap.
        async let files = check()
        let database = try await open(folders)
        try await load(try await files, into: database)
        return database
    }

    private func open(_ folders: ExtensionFolders) async throws -> Database {
        var settings = [
            ("allow_persistent_secrets", "false"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "\(plan.loadsHTTPFS)"),
            ("temp_directory", configuration.temporaryDirectory),
            // More only when the wake is over: while a thread of its own works on a LOAD, the engine has the caller spin.
            ("threads", "1"),
        ]
        settings += folders.settings
        if !plan.baked.isEmpty, configuration.trust != .signature {
            settings.append(("allow_unsigned_extensions", "true"))
        }
        if let limit = configuration.memoryLimit { settings.append(("memory_limit", "\(limit)MiB")) }
        return try await timeline.measure("engine") { try await Database.open(settings: settings) }
    }

    private func check() async throws -> [CheckedExtension] {
        guard let bundle = plan.bundle, !plan.baked.isEmpty else { return [] }
        let phase = configuration.trust == .manifest ? "hash" : "find"
        return try timeline.measure(phase) { () throws(ExtensionError) in
            try bundle.check(plan.baked, trust: configuration.trust)
        }
    }

    private func load(_ files: [CheckedExtension], into database: Database) async throws {
        try await database.withConnection { [timeline, plan, threads = configuration.threads] connection in
            for file in files {
                try timeline.measure("load \(file.name)") {
                    try file.confirm()
                    try connection.load(file.path, file.name)
                }
            }
            // From here on every file must carry DuckDB's own signature, and nobody can take that back.
            try connection.execute("SET allow_unsigned_extensions = false")
            try connection.execute("SET allow_community_extensions = false")
            for name in plan.missing {
                try timeline.measure("load \(name)") { try connection.load(name.text, name) }
            }
            for setting in Self.credentialSettings where plan.loadsHTTPFS {
                try connection.execute("RESET GLOBAL \(unsafe: setting)")
            }
            try connection.execute(threads.map { "SET GLOBAL threads = \(unsafe: "\($0)")" } ?? "RESET GLOBAL threads")
        }
    }

    private static let credentialSettings = ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"]
}
