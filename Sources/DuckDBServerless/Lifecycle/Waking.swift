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
        if let impl = plan.motherduckImpl { try MotherDuckVersion.pin(impl.version) }
        let installer = Installer(
            repository: configuration.installRepository,
            folders: folders,
            timeline: timeline
        )
        try await installer.install(plan.missing)
        // Hashing is the processor's work and opening mostly the engine's waiting: they overlap.
        async let files = check()
        let database = try await open(folders)
        try await load(try await files, into: database, folders)
        return database
    }

    /// Whether the engine is opened so that it loads what nobody signed: the bundle's files, which were checked.
    private var allowsUnsigned: Bool { !plan.baked.isEmpty && configuration.trust != .signature }

    private func open(_ folders: ExtensionFolders) async throws -> Database {
        var settings = [
            // Only when the wake is over: see `WakePlan.loadsHTTPFS`.
            ("autoload_known_extensions", "false"),
            // More only when the wake is over: while a thread of its own works on a LOAD, the engine has the caller spin.
            ("threads", "1"),
        ]
        settings += allowsUnsigned ? ExtensionFolders.hidden : folders.settings
        if allowsUnsigned { settings.append(("allow_unsigned_extensions", "true")) }
        settings += configuration.resourceSettings()
        return try await timeline.measure("engine") { try await Database.open(settings: settings) }
    }

    private func check() async throws -> [CheckedExtension] {
        guard let bundle = plan.bundle, !plan.baked.isEmpty else { return [] }
        let phase = configuration.trust == .manifest ? "hash" : "find"
        // Not on one of Swift's threads: where there is one core there is one of them.
        return try await EngineThreads.shared.run { [timeline, plan, trust = configuration.trust] in
            try timeline.measure(phase) { try bundle.check(plan.baked, trust: trust) }
        }
    }

    private func load(
        _ files: [CheckedExtension],
        into database: Database,
        _ folders: ExtensionFolders
    ) async throws {
        let statements = allowsUnsigned ? folders.statements : []
        let resources = configuration.resourceStatements(withHTTPFS: plan.loadsHTTPFS)
        try await database.withConnection { [timeline, plan, threads = configuration.threads] connection in
            var later: [CheckedExtension] = []
            for file in files where !connection.isLoaded(file, timeline) { later.append(file) }
            // From here on every file must carry DuckDB's own signature, and nobody can take that back.
            try connection.execute("SET allow_unsigned_extensions = false")
            try connection.execute("SET allow_community_extensions = false")
            for statement in statements { try connection.execute(statement) }
            for file in later { try timeline.measure("load \(file.name)") { try connection.load(file) } }
            for name in plan.missing {
                try timeline.measure("load \(name)") { try connection.load(name.text, name) }
            }
            for setting in Self.credentialSettings where plan.loadsHTTPFS {
                try connection.execute("RESET GLOBAL \(unsafe: setting)")
            }
            for statement in resources { try connection.execute(statement) }
            if plan.loadsHTTPFS { try connection.execute("SET GLOBAL autoload_known_extensions = true") }
            try connection.execute(threads.map { "SET GLOBAL threads = \(unsafe: "\($0)")" } ?? "RESET GLOBAL threads")
        }
    }

    private static let credentialSettings = ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"]
}

extension Connection {
    /// Loads a file that was checked, unless it loads others by name, or needs others that are not there yet: that is for later,
    /// when the engine checks signatures, because nobody has checked those others.
    fileprivate func isLoaded(_ file: CheckedExtension, _ timeline: ColdStartTimeline) -> Bool {
        guard !file.name.loadsOthers else { return false }
        return (try? timeline.measure("load \(file.name)") { try load(file) }) != nil
    }

    fileprivate func load(_ file: CheckedExtension) throws {
        try file.confirm()
        try load(file.path, file.name)
    }
}

extension ExtensionName {
    /// Whether loading it loads files that its bundle's manifest may not vouch for: `avro`, and MotherDuck's own program.
    fileprivate var loadsOthers: Bool { ["iceberg", "motherduck"].contains(text) }
}
