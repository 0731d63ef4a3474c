internal import Dispatch
internal import DuckDBClient
internal import Synchronization

/// The checks of a bundle's files: each is made by whoever comes first, and others wait for it.
final class ExtensionChecks: Sendable {
    private let plan: WakePlan
    private let trust: ExtensionTrust
    private let threads: Int
    private let state = Mutex(State())

    /// More of them would wait for memory.
    private static let mostThreads = 4

    private struct State {
        var checked: [ExtensionName: CheckedExtension] = [:]
        /// What goes on; the group is left when the file's check has ended, however it did.
        var running: [ExtensionName: DispatchGroup] = [:]
    }

    /// - Parameters:
    ///   - plan: Where the files are.
    ///   - trust: What vouches for them.
    ///   - threads: How many the engine may have, which hashing may have as well; nil for one a core.
    init(_ plan: WakePlan, _ trust: ExtensionTrust, threads: Int?) {
        self.plan = plan
        self.trust = trust
        self.threads = min(threads ?? Machine(controlGroup: nil).cores, Self.mostThreads)
    }

    /// Begins to check, on a thread of its own, what is about to be asked for.
    ///
    /// A file that does not pass is the error of whoever asks for it.
    func begin(_ names: [ExtensionName], _ timeline: ColdStartTimeline) {
        guard trust == .manifest else { return }
        let own = claim(names)
        guard !own.isEmpty else { return }
        do {
            try EngineThreads.shared.start { [self] in
                _ = try? check(own, timeline)
            } _: { _ in
            }
        } catch {
            release(own)
        }
    }

    /// The files of extensions; checks on the calling thread what nobody has begun, and waits for the rest.
    ///
    /// - Throws: `ExtensionError` for a file that does not pass.
    func files(_ names: [ExtensionName], _ timeline: ColdStartTimeline) throws -> [CheckedExtension] {
        try check(claim(names), timeline)
        for name in names { state.withLock { $0.running[name] }?.wait() }
        return try names.map { name in
            if let file = known(name) { return file }
            // Begun by somebody else, and refused: this time for its error.
            return try plan.check([name], trust, threads: threads, timeline)[0]
        }
    }

    /// A file that was checked and is still the same.
    private func known(_ name: ExtensionName) -> CheckedExtension? {
        guard let file = state.withLock({ $0.checked[name] }), (try? file.confirm()) != nil else { return nil }
        return file
    }

    /// Those that are neither checked nor being checked; they are the caller's from now on.
    private func claim(_ names: [ExtensionName]) -> [ExtensionName: DispatchGroup] {
        let unknown = names.filter { plan.baked.contains($0) && known($0) == nil }
        return state.withLock { state in
            var own: [ExtensionName: DispatchGroup] = [:]
            for name in unknown where state.running[name] == nil {
                let group = DispatchGroup()
                group.enter()
                (state.running[name], own[name]) = (group, group)
            }
            return own
        }
    }

    private func check(_ own: [ExtensionName: DispatchGroup], _ timeline: ColdStartTimeline) throws {
        guard !own.isEmpty else { return }
        var left = own
        defer { release(left) }
        // In the order of the configuration, so that the same statement always does the same.
        _ = try plan.check(plan.baked.filter { own[$0] != nil }, trust, threads: threads, timeline) { file in
            state.withLock { $0.checked[file.name] = file }
            guard let group = left.removeValue(forKey: file.name) else { return }
            release([file.name: group])
        }
    }

    private func release(_ own: [ExtensionName: DispatchGroup]) {
        state.withLock { state in
            for name in own.keys { state.running[name] = nil }
        }
        for group in own.values { group.leave() }
    }
}
