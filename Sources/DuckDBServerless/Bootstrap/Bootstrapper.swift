internal import AWSParameters
internal import DuckDBClient
internal import Synchronization

/// Runs the steps that statements need, each once, and keeps which have run.
final class Bootstrapper: Sendable {
    private let steps: [any BootstrapStep]
    private let source: BootstrapSource
    private let timeline: ColdStartTimeline
    /// The names of the steps that have succeeded.
    private let ready = Mutex<Set<String>>([])
    /// Held while steps run, for seconds perhaps: only ever taken on engine threads.
    private let running = Mutex(())

    init(steps: [any BootstrapStep], source: BootstrapSource, timeline: ColdStartTimeline) {
        self.steps = steps
        self.source = source
        self.timeline = timeline
    }

    /// Runs the steps that these texts call for and that have not run yet.
    ///
    /// Blocks an engine thread.
    ///
    /// - Returns: Whether any step ran.
    /// - Throws: `BootstrapError` of the first step that failed; those before it stay done.
    @discardableResult
    func run(for texts: [String], on database: Database) throws -> Bool {
        guard !pending(for: texts).isEmpty else { return false }
        return try running.withLock { _ in
            // Another thread may have run them while this one waited.
            let steps = pending(for: texts)
            let material = try timeline.measure("parameters") { try source.material(for: steps) }
            for step in steps { try run(step, material: material, on: database) }
            return !steps.isEmpty
        }
    }

    private func pending(for texts: [String]) -> [any BootstrapStep] {
        let ready = ready.withLock { $0 }
        return steps.filter { step in
            !ready.contains(step.name)
                && step.triggers.contains { trigger in texts.contains { trigger.occurs(in: $0) } }
        }
    }

    private func run(_ step: any BootstrapStep, material: BootstrapMaterial, on database: Database) throws {
        try timeline.measure("attach \(step.name)") {
            do {
                try attach(step, material: material, on: database)
            } catch let error as BootstrapError where error.code == .authenticationFailed {
                // The password may have been rotated since it was cached.
                guard let fresh = try source.changed(material, for: step) else { throw error }
                try attach(step, material: fresh, on: database)
            }
        }
        ready.withLock { _ = $0.insert(step.name) }
    }

    private func attach(_ step: any BootstrapStep, material: BootstrapMaterial, on database: Database) throws {
        let connection = try database.connect()
        do {
            try step.attach(to: connection, with: material)
        } catch {
            // What cannot be undone was not done; the step's own failure is the one to report.
            try? step.detach(from: connection)
            throw (error as? DuckDBError).map(step.failure) ?? error
        }
    }
}
