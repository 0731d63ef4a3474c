/// How far a step is in an engine.
enum StepProgress {
    /// It runs, as the run of this number; whoever needs it waits for the task.
    case running(Task<Void, any Error>, Int)
    /// Its time was over before it was done: nobody waits for that run any more, which may still come to an end.
    case leftBehind(Int, since: Double)
    /// It has run, as the run of this number.
    case ready(Int)
    /// It has run, but what it did may be of no use any more; the next who needs it has it run again.
    case stale
}

/// Which steps were done when a statement began, and in which of their runs.
struct StepsDone {
    fileprivate let runs: [String: Int]

    init(_ progress: [String: StepProgress]) {
        runs = progress.compactMapValues { if case .ready(let run) = $0 { run } else { nil } }
    }

    /// Whether the step was done.
    func contains(_ step: any BootstrapStep) -> Bool { runs[step.name] != nil }

    /// Whether the step is done in the run that it was done in.
    func isSame(_ step: any BootstrapStep, as later: StepsDone) -> Bool { runs[step.name] == later.runs[step.name] }
}
