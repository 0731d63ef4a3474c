internal import DuckDBClient

/// Runs one step in one engine: its extensions and its secrets at the same time, then its attach, whole or not at all.
struct StepRunner: Sendable {
    let source: BootstrapSource
    let database: Database
    let loader: ExtensionLoader

    /// - Parameters:
    ///   - step: The step.
    ///   - forceFetch: Whether its secrets and credentials are fetched anew.
    ///   - isCurrent: Whether no later run of the step has begun, whose work this one must not touch.
    ///   - timeline: Where the phases are recorded.
    /// - Throws: `BootstrapError`, `ExtensionError`, or the step's own error; none of what the step did is left then.
    func run(
        _ step: any BootstrapStep,
        forceFetch: Bool,
        isCurrent: @escaping @Sendable () -> Bool,
        _ timeline: ColdStartTimeline
    ) async throws {
        async let loaded: Void = load(step, timeline)
        let material = try await material(for: step, forceFetch, timeline)
        try await loaded
        try await timeline.measure("attach \(step.name)") {
            do {
                try await attach(step, material, isCurrent)
            } catch let error as BootstrapError where error.code == .authenticationFailed && !forceFetch {
                // The secret may have been rotated since it was cached.
                guard let fresh = try await source.changed(material, for: step) else { throw error }
                try await attach(step, fresh, isCurrent)
            }
        }
    }

    /// Tells a step that is done of a pause; blocks an engine thread.
    func resume(_ step: any BootstrapStep) throws {
        try step.resume(on: database.connect(interruptedBy: Interruption()))
    }

    /// Whether the engine has all catalogs that call for the step; blocks an engine thread.
    func isAttached(_ step: any BootstrapStep) throws -> Bool {
        let names: [Value] = step.triggers.compactMap { if case .catalog(let name) = $0 { .text(name) } else { nil } }
        let connection = try database.connect(interruptedBy: Interruption())
        let missing = try connection.fetchOne(
            Int.self,
            """
            SELECT count(*) FROM (SELECT unnest(\(Value.list(names))::VARCHAR[]) AS name)
            WHERE lower(name) NOT IN (SELECT lower(database_name) FROM duckdb_databases())
            """
        )
        return missing == 0
    }

    private func material(
        for step: any BootstrapStep,
        _ forceFetch: Bool,
        _ timeline: ColdStartTimeline
    ) async throws -> BootstrapMaterial {
        guard !step.secrets.isEmpty || step.needsCredentials else {
            return BootstrapMaterial(secrets: [:], credentials: nil)
        }
        return try await timeline.measure("parameters") {
            try await source.material(for: step, forceFetch: forceFetch)
        }
    }

    private func load(_ step: any BootstrapStep, _ timeline: ColdStartTimeline) async throws {
        let names = try step.extensions.map { text throws(ExtensionError) in try ExtensionName(text) }
        try await EngineThreads.shared.run { [loader] in
            try loader.load(names, timeline)
            // What others wrote may load files by itself.
            if !(step is any PackagedStep) { try loader.settle(timeline) }
        }
    }

    private func attach(
        _ step: any BootstrapStep,
        _ material: BootstrapMaterial,
        _ isCurrent: @escaping @Sendable () -> Bool
    ) async throws {
        try await database.withOwnedConnection { connection in
            guard isCurrent() else { throw CancellationError() }
            do {
                // What an earlier run has left, if the engine said that it is of no use any more.
                try step.detach(from: connection)
                try step.attach(to: connection, with: material)
            } catch {
                // What cannot be undone was not done; the step's own failure is the one to report.
                if isCurrent() { try? step.detach(from: connection) }
                throw (error as? DuckDBError).map(step.failure) ?? error
            }
        }
    }
}

/// A step of this package, whose statements load no extension: the engine may still take unsigned files when it runs.
package protocol PackagedStep: BootstrapStep {}
