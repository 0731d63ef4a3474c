internal import DuckDBClient
internal import Synchronization

extension Bootstrapper {
    /// - Throws: `BootstrapError` with code `duplicateStep` or `circularRequirement`.
    static func check(_ steps: [any BootstrapStep]) throws(BootstrapError) {
        for (index, step) in steps.enumerated() where steps[..<index].contains(where: { $0.name == step.name }) {
            throw BootstrapError(
                .duplicateStep,
                step: step.name,
                "There are two steps of this name.",
                remedy: "Give each step a name of its own."
            )
        }
        for step in steps { try checkRequirements(of: step, among: steps, above: []) }
    }

    private static func checkRequirements(
        of step: any BootstrapStep,
        among steps: [any BootstrapStep],
        above: [String]
    ) throws(BootstrapError) {
        guard !above.contains(step.name) else {
            throw BootstrapError(
                .circularRequirement,
                step: step.name,
                "It builds on itself, by way of \(above.joined(separator: ", ")).",
                remedy: "Have one of these steps name nothing of the others."
            )
        }
        for requirement in requirements(of: step, among: steps) {
            try checkRequirements(of: requirement, among: steps, above: above + [step.name])
        }
    }

    private static func called(by texts: [String], among steps: [any BootstrapStep]) -> [any BootstrapStep] {
        let texts = steps.isEmpty ? [] : texts.map(FoldedText.init)
        return steps.filter { step in
            step.triggers.contains { trigger in texts.contains { trigger.occurs(in: $0) } }
        }
    }

    private static func requirements(
        of step: any BootstrapStep,
        among steps: [any BootstrapStep]
    ) -> [any BootstrapStep] {
        called(by: step.requirements, among: steps).filter { $0.name != step.name }
    }

    /// The steps that every statement that is expected calls for, with all that they build on, unless the wake runs them.
    static func foreseen(_ configuration: EngineConfiguration) -> [any BootstrapStep] {
        guard configuration.hardened == nil, let first = configuration.expected.first else { return [] }
        let steps = configuration.steps
        var common = called(by: first, among: steps)
        for texts in configuration.expected.dropFirst() where !common.isEmpty {
            common = called(by: texts, among: common)
        }
        return withRequirements(common.filter { !$0.isEager }, among: steps)
    }

    private static func withRequirements(
        _ chosen: [any BootstrapStep],
        among steps: [any BootstrapStep]
    ) -> [any BootstrapStep] {
        chosen.flatMap { [$0] + withRequirements(requirements(of: $0, among: steps), among: steps) }
    }

    /// The steps that texts call for.
    func called(by texts: [String]) -> [any BootstrapStep] { Self.called(by: texts, among: steps) }

    /// The steps that this one builds on.
    func requirements(of step: any BootstrapStep) -> [any BootstrapStep] { Self.requirements(of: step, among: steps) }

    /// These steps with all that they build on.
    func withRequirements(_ steps: [any BootstrapStep]) -> [any BootstrapStep] {
        Self.withRequirements(steps, among: self.steps)
    }

    func pending(calledForBy texts: [String]) -> [any BootstrapStep] {
        pending(among: steps).isEmpty ? [] : pending(among: called(by: texts))
    }

    func pending(among steps: [any BootstrapStep]) -> [any BootstrapStep] {
        let progress = state.withLock { $0.progress }
        return steps.filter { if case .ready = progress[$0.name] { false } else { true } }
    }
}
