internal import DuckDBClient

/// Runs one step in one engine: its extensions and its secrets at the same time, then its attach, whole or not at all.
struct StepRunner: Sendable {
    let source: BootstrapSource
    let database: Database
    let loader: ExtensionLoader

    /// - Parameters:
    ///   - step: The step.
    ///   - forceFetch: Whether its secrets and credentials are fetched anew.
    ///   - timeline: Where the phases are recorded.
    /// - Throws: `BootstrapError`, `ExtensionError`, or the step's own error; none of what the step did is left then.
    func run(_ step: any BootstrapStep, forceFetch: Bool, _ timeline: ColdStartTimeline) async throws {
        async let loaded: Void = load(step, timeline)
        let material = try await material(for: step, forceFetch, timeline)
        try await loaded
        try await timeline.measure("attach \(step.name)") {
            do {
                try await attach(step, material)
            } catch let error as BootstrapError where error.code == .authenticationFailed && !forceFetch {
                // The secret may have been rotated since it was cached.
                guard let fresh = try await source.changed(material, for: step) else { throw error }
                try await attach(step, fresh)
            }
        }
    }

    /// Tells a step that is done of a pause; blocks an engine thread.
    func resume(_ step: any BootstrapStep, _ interruption: Interruption) throws {
        try step.resume(on: database.connect(interruptedBy: interruption))
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

    private func attach(_ step: any BootstrapStep, _ material: BootstrapMaterial) async throws {
        try await database.withOwnedConnection { connection in
            do {
                // What an earlier run has left, if the engine said that it is of no use any more.
                try step.detach(from: connection)
                try step.attach(to: connection, with: material)
            } catch {
                // What cannot be undone was not done; the step's own failure is the one to report.
                try? step.detach(from: connection)
                throw (error as? DuckDBError).map(step.failure) ?? error
            }
        }
    }
}

/// A step of this package, whose statements load no extension: the engine may still take unsigned files when it runs.
package protocol PackagedStep: BootstrapStep {}
