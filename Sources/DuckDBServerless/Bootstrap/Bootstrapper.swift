internal import AWSParameters
internal import DuckDBClient
internal import Synchronization

/// Runs the steps that statements need, each once, and keeps which have run.
final class Bootstrapper: Sendable {
    private let steps: [any BootstrapStep]
    private let source: BootstrapSource
    private let database: Database
    /// The names of the steps that have succeeded.
    private let ready = Mutex<Set<String>>([])
    /// Held while steps run, for seconds perhaps: only ever taken on engine threads.
    private let running = Mutex(())

    /// - Throws: `BootstrapError` with code `duplicateStep`.
    init(steps: [any BootstrapStep], source: BootstrapSource, database: Database) throws(BootstrapError) {
        for (index, step) in steps.enumerated() where steps[..<index].contains(where: { $0.name == step.name }) {
            throw BootstrapError(
                .duplicateStep,
                step: step.name,
                "There are two steps of this name.",
                remedy: "Give each step a name of its own."
            )
        }
        self.steps = steps
        self.source = source
        self.database = database
    }

    /// Runs the steps that these texts call for and that have not run yet.
    ///
    /// Blocks an engine thread.
    ///
    /// - Throws: `BootstrapError` of the first step that failed, those before it staying done; `CancellationError`.
    func run(for texts: [String], _ use: Use) throws {
        try run(use, steps: { pending(for: texts) })
    }

    /// Runs again what the engine says is gone, and runs for the first time what it misses.
    ///
    /// - Returns: Whether any step ran, so that the statement is worth another try.
    func recover(from error: DuckDBError, _ use: Use) throws -> Bool {
        guard !Self.ofTheStatement.contains(error.code) else { return false }
        let ready = ready.withLock { $0 }
        let gone = steps.filter { ready.contains($0.name) && $0.isUndone(by: error) }
        guard gone.isEmpty else {
            try run(use, forceFetch: true) { gone }
            return true
        }
        switch error.code {
        case .catalog, .binder: return try runAll(pending(for: [error.message]), use)
        // The engine names the server it asked in vain, not the path: a guess, whose failure says nothing.
        case .http, .io: return (try? runAll(pending(where: \.hasScheme), use)) ?? false
        default: return false
        }
    }

    /// The kinds of error whose text is the statement's own or its data's: whoever writes `SELECT error('ExpiredToken')` is
    /// not to have credentials fetched and catalogs attached anew.
    private static let ofTheStatement: Set<DuckDBError.Code> = [
        .invalidInput, .conversion, .parser, .syntax, .outOfRange, .mismatchType, .constraint, .divideByZero,
    ]

    private func runAll(_ steps: [any BootstrapStep], _ use: Use) throws -> Bool {
        try run(use, steps: { steps })
        return !steps.isEmpty
    }

    private func pending(for texts: [String]) -> [any BootstrapStep] {
        let texts = pending(where: { _ in true }).isEmpty ? [] : texts.map(FoldedText.init)
        return pending { step in
            step.triggers.contains { trigger in texts.contains { trigger.occurs(in: $0) } }
        }
    }

    private func pending(where isNeeded: (any BootstrapStep) -> Bool) -> [any BootstrapStep] {
        let ready = ready.withLock { $0 }
        return steps.filter { !ready.contains($0.name) && isNeeded($0) }
    }

    private func run(_ use: Use, forceFetch: Bool = false, steps select: () -> [any BootstrapStep]) throws {
        guard !select().isEmpty else { return }
        try running.withLock { _ in
            try use.interruption.check()
            // Another thread may have run them while this one waited.
            let steps = select()
            let material = try use.timeline.measure("parameters") {
                try source.material(for: steps, forceFetch: forceFetch, use.interruption)
            }
            for step in steps { try run(step, material, use) }
        }
    }

    private func run(_ step: any BootstrapStep, _ material: BootstrapMaterial, _ use: Use) throws {
        ready.withLock { _ = $0.remove(step.name) }
        try use.timeline.measure("attach \(step.name)") {
            do {
                try attach(step, material, use)
            } catch let error as BootstrapError where error.code == .authenticationFailed {
                // The secret may have been rotated since it was cached.
                guard let fresh = try source.changed(material, for: step, use.interruption) else { throw error }
                try attach(step, fresh, use)
            }
        }
        ready.withLock { _ = $0.insert(step.name) }
    }

    private func attach(_ step: any BootstrapStep, _ material: BootstrapMaterial, _ use: Use) throws {
        let connection = try database.connect(interruptedBy: use.interruption)
        do {
            // What an earlier run has left, if the engine said that it is of no use any more.
            try step.detach(from: connection)
            try step.attach(to: connection, with: material)
        } catch {
            // What cannot be undone was not done; the step's own failure is the one to report.
            try? step.detach(from: connection)
            try use.interruption.check()
            throw (error as? DuckDBError).map(step.failure) ?? error
        }
    }
}

extension Bootstrapper {
    /// For whom steps run: what cancels them, and where their time is recorded.
    struct Use {
        let interruption: Interruption
        let timeline: ColdStartTimeline
    }
}

extension BootstrapStep {
    fileprivate var hasScheme: Bool {
        triggers.contains { if case .scheme = $0 { true } else { false } }
    }
}
