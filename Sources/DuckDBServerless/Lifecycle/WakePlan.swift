internal import DuckDBClient

/// Which extensions an engine loads, when, and where each comes from; reads the bundle's manifest and nothing else.
struct WakePlan: Sendable {
    let bundle: ExtensionBundle?
    /// Those the bundle has.
    let baked: [ExtensionName]
    /// Those of them that are loaded at the wake; the others wait until something needs them.
    let atWake: [ExtensionName]
    /// Those no bundle has, where the engine may install them.
    let missing: [ExtensionName]
    /// What `motherduck` would download when it is loaded, if the bundle has it.
    let motherduckImpl: ExtensionManifest.MotherDuckImpl?

    /// Whether httpfs is loaded when the engine takes signed files only.
    ///
    /// When it is loaded it copies the role's credentials from the environment into settings that any SQL can read. Once they
    /// are cleared, the engine may load by itself whatever else the bundle holds; before, it must not.
    var loadsHTTPFS: Bool { (baked + missing).contains(.httpfs) }

    /// - Throws: `ExtensionError`.
    init(_ configuration: EngineConfiguration) throws(ExtensionError) {
        let names = try Self.names(configuration.extensions, of: configuration.steps)
        let bundle = try Self.bundle(configuration, for: names)
        let held = Set(bundle?.manifest.extensions.map(\.name) ?? [])
        // Asked for or not: see `loadsHTTPFS`.
        let unasked = held.contains(.httpfs) && !names.contains(.httpfs) ? [ExtensionName.httpfs] : []
        self.bundle = bundle
        baked = unasked + names.filter(held.contains)
        missing = names.filter { !held.contains($0) }
        // DuckDB's own check is slow whenever it is made: where it is asked for, INIT is the time.
        let early = try Self.names(configuration.extensions, of: configuration.steps.filter(\.isEager))
        atWake = configuration.trust == .signature ? baked : baked.filter(early.contains)
        motherduckImpl = baked.contains(.motherduck) ? bundle?.manifest.motherduckImpl : nil
        guard !configuration.installsMissing, let bundle else { return }
        if let first = missing.first { throw bundle.lacks(first) }
        if baked.contains(.motherduck), motherduckImpl == nil { throw bundle.lacksMotherDuckImpl }
    }

    private static func names(
        _ extensions: [ExtensionName],
        of steps: [any BootstrapStep]
    ) throws(ExtensionError) -> [ExtensionName] {
        var names = extensions
        for text in steps.flatMap(\.extensions) { names.append(try ExtensionName(text)) }
        var seen: Set<ExtensionName> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func bundle(
        _ configuration: EngineConfiguration,
        for names: [ExtensionName]
    ) throws(ExtensionError) -> ExtensionBundle? {
        let directory = configuration.extensionDirectory
        let version = try EngineVersion(Database.engineVersion)
        if ExtensionBundle.isPresent(in: directory, version: version, platform: .current) {
            return try ExtensionBundle(directory: directory, version: version)
        }
        // Where one develops, the directory may well hold the bundle of the function's platform only.
        if configuration.installsMissing { return nil }
        let error = ExtensionBundle.missing(directory, version, .current, names)
        // A directory without any bundle promises nothing; one with bundles for others was baked for another function.
        if names.isEmpty, error.code == .notFound { return nil }
        throw error
    }

    /// The bundle's files of these extensions, checked as far as the policy wants that done outside of the engine.
    ///
    /// - Parameters:
    ///   - names: The extensions.
    ///   - trust: The policy.
    ///   - threads: How many share the work of hashing a file.
    ///   - timeline: Where the time is recorded.
    ///   - each: Gets each file as soon as it has passed.
    /// - Returns: A file for each name, in their order.
    /// - Throws: `ExtensionError`.
    func check(
        _ names: [ExtensionName],
        _ trust: ExtensionTrust,
        threads: Int,
        _ timeline: ColdStartTimeline,
        each: (CheckedExtension) -> Void = { _ in }
    ) throws -> [CheckedExtension] {
        guard let bundle, !names.isEmpty else { return [] }
        return try timeline.measure(trust == .manifest ? "hash" : "find") {
            try bundle.check(names, trust: trust, threads: threads, each: each)
        }
    }
}
