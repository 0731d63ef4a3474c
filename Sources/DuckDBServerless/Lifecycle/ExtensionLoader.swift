internal import DuckDBClient
internal import Synchronization

/// Loads an engine's extensions when something needs them, and closes the window in which the engine takes unsigned files.
///
/// DuckDB's own signature check costs 4 to 10 ms of CPU a megabyte, and once `allow_unsigned_extensions` is false again nobody
/// can go back. So the window stays open until all of the configured extensions are loaded, or a statement runs that could
/// load one itself: then all that is left is loaded, the window closes, and the statement runs after that. Meanwhile
/// the engine finds no extension by name and loads none on its own.
final class ExtensionLoader: Sendable {
    let plan: WakePlan
    private let checks: ExtensionChecks
    private let database: Database
    private let folders: ExtensionFolders
    private let afterHTTPFS: [SQL]
    private let state: Mutex<State>
    /// Held while files are hashed and loaded: only ever taken on engine threads.
    private let loading = Mutex(())

    private struct State {
        var loaded: Set<ExtensionName> = []
        var isSettled = false
    }

    /// - Parameters:
    ///   - plan: What is loaded.
    ///   - checks: The checks of the bundle's files.
    ///   - database: The engine.
    ///   - folders: Where it finds extensions by name once it takes signed files only.
    ///   - afterHTTPFS: Settings of httpfs.
    ///   - isOpen: Whether the engine was opened so that it takes unsigned files.
    init(
        plan: WakePlan,
        checks: ExtensionChecks,
        database: Database,
        folders: ExtensionFolders,
        afterHTTPFS: [SQL],
        isOpen: Bool
    ) {
        self.plan = plan
        self.checks = checks
        self.database = database
        self.folders = folders
        self.afterHTTPFS = afterHTTPFS
        state = Mutex(State(isSettled: !isOpen))
    }

    /// Whether the engine takes signed files only, and finds by name what the bundle has.
    var isSettled: Bool { state.withLock(\.isSettled) }

    /// Loads extensions, unless they are loaded; blocks an engine thread for some 10 ms each.
    ///
    /// - Throws: `ExtensionError`.
    func load(_ names: [ExtensionName], _ timeline: ColdStartTimeline) throws {
        guard !pending(names).isEmpty else { return }
        try load(names, checks.files(pending(names), timeline), timeline)
    }

    /// The same with files that have been checked already.
    func load(_ names: [ExtensionName], _ files: [CheckedExtension], _ timeline: ColdStartTimeline) throws {
        let connection = try database.connect(interruptedBy: Interruption())
        let later = try loading.withLock { _ in
            var files = files.filter { pending(names).contains($0.name) }
            guard !isSettled else { return files }
            // What may run SQL of its own comes last of all, right before the window closes.
            if !files.allSatisfy(\.name.runsNoSQL) { try settle(files, on: connection, timeline) }
            files = isSettled ? files : try loadUnsigned(files, on: connection, timeline)
            // Those left load others, or need others, which must carry a signature.
            let isDone = pending(plan.baked.filter { !$0.loadsOthers }).isEmpty
            if !files.isEmpty || isDone, !isSettled { try settle(on: connection, timeline) }
            return files
        }
        // Without the lock: `motherduck` asks the network while it is loaded, and nobody else is to wait for that.
        for file in later where !pending([file.name]).isEmpty { try load(file, on: connection, timeline) }
    }

    /// Closes the window, after loading what is configured and not loaded yet; blocks an engine thread.
    ///
    /// - Throws: `ExtensionError`.
    func settle(_ timeline: ColdStartTimeline) throws {
        guard !isSettled else { return }
        try loading.withLock { _ in
            guard !isSettled else { return }
            try settle(on: database.connect(interruptedBy: Interruption()), timeline)
        }
    }

    /// Lets a statement run: at once if it can load no extension whatever it says, else with the window closed.
    func admit(_ kind: StatementKind, _ timeline: ColdStartTimeline) throws {
        guard !Self.harmless.contains(kind) else { return }
        try settle(timeline)
    }

    private func pending(_ names: [ExtensionName]) -> [ExtensionName] {
        let loaded = state.withLock(\.loaded)
        return names.filter { plan.baked.contains($0) && !loaded.contains($0) }
    }

    /// - Returns: Those that have to wait until the window is closed.
    private func loadUnsigned(
        _ files: [CheckedExtension],
        on connection: borrowing Connection,
        _ timeline: ColdStartTimeline
    ) throws -> [CheckedExtension] {
        var later: [CheckedExtension] = []
        for file in files {
            let isLoaded = !file.name.loadsOthers && (try? load(file, on: connection, timeline)) != nil
            if !isLoaded { later.append(file) }
        }
        return later
    }

    private func load(
        _ file: CheckedExtension,
        on connection: borrowing Connection,
        _ timeline: ColdStartTimeline
    ) throws {
        try timeline.measure("load \(file.name)") {
            try file.confirm()
            try connection.load(file.path, file.name)
        }
        state.withLock { _ = $0.loaded.insert(file.name) }
        if file.name == .httpfs { try finishHTTPFS(on: connection) }
    }

    /// Clears the settings that LOAD httpfs has filled with the AWS credentials of the process's environment, and sets its own.
    func finishHTTPFS(on connection: borrowing Connection) throws {
        for setting in ["s3_access_key_id", "s3_secret_access_key", "s3_session_token"] {
            try connection.execute("RESET GLOBAL \(unsafe: setting)")
        }
        for statement in afterHTTPFS { try connection.execute(statement) }
    }

    /// - Parameters:
    ///   - checked: Files that have been checked already.
    ///   - connection: Where to run the statements.
    ///   - timeline: Where the phases are recorded.
    /// - Throws: The engine's error when it refuses a setting.
    private func settle(
        _ checked: [CheckedExtension] = [],
        on connection: borrowing Connection,
        _ timeline: ColdStartTimeline
    ) throws {
        let known = checked.filter { !$0.name.loadsOthers }
        let names = pending(plan.baked.filter { name in !name.loadsOthers && !known.contains { $0.name == name } })
        let files = (known + intact(names, timeline)).sorted { $0.name.runsNoSQL && !$1.name.runsNoSQL }
        let later = try loadUnsigned(files, on: connection, timeline)
        // From here on every file must carry DuckDB's own signature, and nobody can take that back.
        try connection.execute("SET allow_unsigned_extensions = false")
        for statement in folders.statements { try connection.execute(statement) }
        for file in later { try? load(file, on: connection, timeline) }
        // httpfs, loaded by the engine itself, would leave the role's credentials where any SQL can read them.
        if pending([.httpfs]).isEmpty, plan.loadsHTTPFS {
            try connection.execute("SET GLOBAL autoload_known_extensions = true")
        }
        state.withLock { $0.isSettled = true }
    }

    /// The files that pass; one that does not is the error of whoever needs it, and no reason to leave the window open.
    private func intact(_ names: [ExtensionName], _ timeline: ColdStartTimeline) -> [CheckedExtension] {
        if let all = try? checks.files(names, timeline) { return all }
        return names.flatMap { (try? checks.files([$0], timeline)) ?? [] }
    }

    /// Kinds of statement of which none can load a file, whatever it says.
    ///
    /// `EXPLAIN ANALYZE` runs any other, `PRAGMA` and `IMPORT` run files, `ATTACH` and `SET` may look for extensions.
    private static let harmless: Set<StatementKind> = [
        .select, .insert, .update, .delete, .create, .drop, .alter, .copy, .transaction,
    ]
}

extension ExtensionName {
    /// Whether none of its functions runs SQL in this engine that it is given as a text, as `quack_query` does, a LOAD perhaps: of
    /// those that were looked at.
    fileprivate var runsNoSQL: Bool {
        ["aws", "ducklake", "excel", "httpfs", "mysql_scanner", "postgres_scanner", "sqlite_scanner"].contains(text)
    }

    /// Whether loading it loads files that its bundle's manifest may not vouch for: `avro`, and MotherDuck's own program.
    fileprivate var loadsOthers: Bool { ["iceberg", "motherduck"].contains(text) }
}
