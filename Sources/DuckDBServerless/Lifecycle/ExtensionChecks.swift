internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// The checks of a bundle's files: each is made once, by whoever comes first, and those that begin together share a core.
final class ExtensionChecks: Sendable {
    private let plan: WakePlan
    private let trust: ExtensionTrust
    private let state = Mutex(State())

    private struct State {
        var checked: [ExtensionName: CheckedExtension] = [:]
        /// What goes on; the group is left when the file's check has ended, however it did.
        var running: [ExtensionName: DispatchGroup] = [:]
    }

    init(_ plan: WakePlan, _ trust: ExtensionTrust) {
        self.plan = plan
        self.trust = trust
    }

    /// Begins to hash files on a thread of its own; one that does not pass is the error of whoever needs it.
    func begin(_ names: [ExtensionName], _ timeline: ColdStartTimeline) {
        // Anything else is no work.
        guard trust == .manifest else { return }
        let own = claim(names)
        guard !own.isEmpty else { return }
        do {
            try EngineThreads.shared.start { [self] in _ = try? check(own, timeline) } _: { _ in }
        } catch {
            release(own)
        }
    }

    /// The files of extensions; hashes on the calling thread what nobody has begun, and waits for the rest.
    ///
    /// - Throws: `ExtensionError` for a file that does not pass.
    func files(_ names: [ExtensionName], _ timeline: ColdStartTimeline) throws -> [CheckedExtension] {
        let own = claim(names)
        if !own.isEmpty { try check(own, timeline) }
        for name in names { state.withLock { $0.running[name] }?.wait() }
        return try names.map { name in
            // Begun by somebody else, and refused: this time for its error.
            try known(name) ?? plan.check([name], trust, timeline)[0]
        }
    }

    private func known(_ name: ExtensionName) -> CheckedExtension? {
        guard let file = state.withLock({ $0.checked[name] }), (try? file.confirm()) != nil else { return nil }
        return file
    }

    /// Those that are neither checked nor being checked; they are the caller's from now on.
    private func claim(_ names: [ExtensionName]) -> [ExtensionName] {
        let unknown = names.filter { plan.baked.contains($0) && known($0) == nil }
        return state.withLock { state in
            unknown.filter { name in
                guard state.running[name] == nil else { return false }
                let group = DispatchGroup()
                group.enter()
                state.running[name] = group
                return true
            }
        }
    }

    private func check(_ own: [ExtensionName], _ timeline: ColdStartTimeline) throws {
        defer { release(own) }
        _ = try plan.check(own, trust, timeline) { [self] file in
            state.withLock { $0.checked[file.name] = file }
            release([file.name])
        }
    }

    private func release(_ names: [ExtensionName]) {
        for group in state.withLock({ state in names.compactMap { state.running.removeValue(forKey: $0) } }) { group.leave() }
    }
}
