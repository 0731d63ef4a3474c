internal import DuckDBClient

/// The wake: the one order of steps that loads extensions fast and leaves the engine locked against unsigned ones.
///
/// DuckDB's own signature check costs some 10 ms of CPU a megabyte and would make up most of a cold start. Unless the policy
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
        HomeDirectory.makeUsable()
        // Hashing is the processor's work and opening mostly the engine's waiting: they overlap.
        async let files = check()
        let database = try await open()
        try await load(try await files, into: database)
        return database
    }

    private func open() async throws -> Database {
        var settings = [
            ("allow_persistent_secrets", "false"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "\(plan.loadsHTTPFS)"),
            ("temp_directory", configuration.temporaryDirectory),
        ]
        if let bundle = plan.bundle { settings.append(("extension_directories", Self.list(bundle.directory))) }
        if !plan.baked.isEmpty, configuration.trust != .signature {
            settings.append(("allow_unsigned_extensions", "true"))
        }
        if let url = configuration.installRepository { settings.append(("custom_extension_repository", url)) }
        if let limit = configuration.memoryLimit { settings.append(("memory_limit", "\(limit)MiB")) }
        if let threads = configuration.threads { settings.append(("threads", "\(threads)")) }
        return try await timeline.measure("engine") { try await Database.open(settings: settings) }
    }

    /// A list of one text as the engine's cast reads it.
    private static func list(_ text: String) -> String {
        "['\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
    }

    private func check() async throws -> [CheckedExtension] {
        guard let bundle = plan.bundle, !plan.baked.isEmpty else { return [] }
        for name in plan.baked { try CLibrary.current.check(name) }
        let phase = configuration.trust == .manifest ? "hash" : "find"
        return try timeline.measure(phase) { () throws(ExtensionError) in
            try bundle.check(plan.baked, trust: configuration.trust)
        }
    }

    private func load(_ files: [CheckedExtension], into database: Database) async throws {
        try await database.withConnection { [timeline, plan] connection in
            for file in files { try timeline.measure("load \(file.name)") { try file.load(on: connection) } }
            // From here on every file must carry DuckDB's own signature, and nobody can take that back.
            try connection.execute("SET allow_unsigned_extensions = false")
            try connection.execute("SET allow_community_extensions = false")
            for name in plan.missing { try timeline.measure("install \(name)") { try name.install(on: connection) } }
            for setting in Self.credentialSettings where plan.loadsHTTPFS {
                try connection.execute("RESET GLOBAL \(unsafe: setting)")
            }
        }
    }

    private static let credentialSettings = ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"]
}

extension CheckedExtension {
    fileprivate func load(on connection: borrowing Connection) throws {
        try confirm()
        do throws(DuckDBError) {
            _ = try connection.execute("LOAD \(SQL.literal(path))")
        } catch {
            throw ExtensionError.loading(path, name, failedWith: error)
        }
    }
}

extension ExtensionName {
    /// The engine downloads the file, unless it has it, into its own folder under HOME, and checks its signature.
    fileprivate func install(on connection: borrowing Connection) throws {
        try CLibrary.current.check(self)
        do throws(DuckDBError) {
            _ = try connection.execute("INSTALL \(SQL.identifier(text))")
        } catch {
            throw ExtensionError.installing(self, failedWith: error)
        }
        do throws(DuckDBError) {
            _ = try connection.execute("LOAD \(SQL.identifier(text))")
        } catch {
            throw ExtensionError.loading("the installed file of \(self)", self, failedWith: error)
        }
    }
}
