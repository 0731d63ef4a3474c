internal import DuckDBClient

/// The wake: opens an engine with everything set that must be set before any SQL runs, and loads what is not to wait.
///
/// Unless the policy asks for DuckDB's own signature check, it is left out for the bundle's files: bake has made it, and before
/// a LOAD the file's SHA-256 is compared with the manifest. ``ExtensionLoader`` says when that ends.
struct Waking {
    let plan: WakePlan
    private let configuration: EngineConfiguration
    private let timeline: ColdStartTimeline
    private let checks: ExtensionChecks

    /// Decides what is loaded; reads the bundle's manifest and nothing else.
    ///
    /// - Throws: `ExtensionError`.
    init(_ configuration: EngineConfiguration, timeline: ColdStartTimeline) throws(ExtensionError) {
        self.configuration = configuration
        self.timeline = timeline
        plan = try WakePlan(configuration)
        checks = ExtensionChecks(plan, configuration.trust, threads: configuration.threads)
    }

    /// Begins to check the extensions of steps that are going to be needed, while the engine opens.
    func begin(_ steps: [any BootstrapStep]) {
        checks.begin(steps.flatMap(\.extensions).compactMap { try? ExtensionName($0) }, timeline)
    }

    /// Opens the engine, in memory or on a file.
    func engine(_ claim: DatabaseClaim?) async throws -> (database: Database, loader: ExtensionLoader) {
        let folders = ExtensionFolders(
            bundle: plan.bundle,
            home: HomeDirectory.makeUsable(),
            installs: configuration.installsMissing
        )
        for name in plan.baked + plan.missing { try CLibrary.current.check(name) }
        // A bundle for another version is to end INIT, not the first query that needs it; hashing is for later.
        if let bundle = plan.bundle { _ = try bundle.check(plan.baked, trust: .trusted) }
        if let impl = plan.motherduckImpl { try MotherDuckVersion.pin(impl.version) }
        let installer = Installer(
            repository: configuration.installRepository,
            folders: folders,
            timeline: timeline
        )
        try await installer.install(plan.missing)
        // Hashing is the processor's work and opening mostly the engine's waiting: they overlap.
        async let checked = check()
        let database = try await open(claim?.path, folders)
        claim?.hold(for: database)
        let loader = ExtensionLoader(
            plan: plan,
            checks: checks,
            database: database,
            folders: folders,
            afterHTTPFS: configuration.httpfsStatements,
            isOpen: allowsUnsigned
        )
        let resources = configuration.resourceStatements
        let files = try await checked
        try await database.withConnection { [timeline, plan, threads = configuration.threads] connection in
            try loader.load(plan.atWake, files, timeline)
            if !plan.missing.isEmpty { try loader.settle(timeline) }
            for name in plan.missing {
                try timeline.measure("load \(name)") { try connection.load(name.text, name) }
                if name == .httpfs { try loader.finishHTTPFS(on: connection) }
            }
            if loader.isSettled, plan.loadsHTTPFS {
                try connection.execute("SET GLOBAL autoload_known_extensions = true")
            }
            for statement in resources { try connection.execute(statement) }
            try connection.execute(threads.map { "SET GLOBAL threads = \(unsafe: "\($0)")" } ?? "RESET GLOBAL threads")
        }
        return (database, loader)
    }

    /// Whether the engine is opened so that it loads what nobody signed: the bundle's files, which are checked.
    private var allowsUnsigned: Bool { !plan.baked.isEmpty && configuration.trust != .signature }

    private func open(_ path: String?, _ folders: ExtensionFolders) async throws -> Database {
        var settings = [
            // Only when the window is closed: see `ExtensionLoader`.
            ("autoload_known_extensions", "false"),
            ("allow_community_extensions", "false"),
            // More only when the wake is over: while a thread of its own works on a LOAD, the engine has the caller spin.
            ("threads", "1"),
        ]
        settings += allowsUnsigned ? ExtensionFolders.hidden : folders.settings
        if allowsUnsigned { settings.append(("allow_unsigned_extensions", "true")) }
        settings += configuration.resourceSettings()
        return try await timeline.measure("engine") { try await Database.open(path: path, settings: settings) }
    }

    /// Not on one of Swift's threads: where there is one core there is one of them.
    private func check() async throws -> [CheckedExtension] {
        guard !plan.atWake.isEmpty else { return [] }
        return try await EngineThreads.shared.run { [timeline, plan, checks] in
            try checks.files(plan.atWake, timeline)
        }
    }
}
