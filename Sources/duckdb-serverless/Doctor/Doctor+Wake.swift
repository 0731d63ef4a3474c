import DuckDBServerless

extension Doctor {
    /// Whether an engine wakes with the configuration.
    static func wake(_ configuration: EngineConfiguration) async -> Finding {
        // What a function would do is to be told, not done: nothing is downloaded.
        var configuration = configuration
        configuration.installsMissing = false
        configuration.loadForStepsWithoutRunningThem()
        let timeline = ColdStartTimeline()
        do {
            _ = try await Engine.wake(configuration, timeline: timeline)
        } catch {
            guard let error = error as? ExtensionError else {
                return Finding(check: "wake", state: .failure, message: "\(error)")
            }
            return Finding(check: "wake", state: .failure, message: error.message, remedy: error.remedy)
        }
        let end = timeline.phases.map { $0.start + $0.duration }.max() ?? 0
        let phases = timeline.phases.map { "\($0.name) \(tenths($0.duration))" }.joined(separator: ", ")
        return Finding(check: "wake", state: .ok, message: "\(tenths(end)) ms (\(phases))")
    }

    private static func tenths(_ milliseconds: Double) -> String {
        let tenths = Int((milliseconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension EngineConfiguration {
    /// Has the wake load what steps need, but for what asks the network while it is loaded, and run none: no server is to be
    /// asked.
    fileprivate mutating func loadForStepsWithoutRunningThem() {
        let needed = steps.filter { $0 is any PackagedStep }.flatMap(\.extensions)
        extensions += needed.compactMap { try? ExtensionName($0) }
        steps.removeAll { $0.isEager || hardened != nil }
    }
}
