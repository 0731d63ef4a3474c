internal import Synchronization

/// The invocations that wait for a runtime loop, and those that are being served.
final class LocalInvocations: Sendable {
    private struct State {
        var waiting: [LocalInvocation] = []
        var served: [String: LocalInvocation] = [:]
        var loops: [(number: Int, continuation: CheckedContinuation<LocalInvocation?, Never>)] = []
        var loopCount = 0
        var isDraining = false
        var whenIdle: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Hands an invocation to a loop that waits for one, now or as soon as there is one.
    func add(_ invocation: LocalInvocation) {
        state.withLock { state in
            state.waiting.append(invocation)
            Self.handOut(&state)
        }
    }

    /// The next invocation; `nil` when the task is cancelled.
    func next() async -> LocalInvocation? {
        let number = state.withLock { state in
            state.loopCount += 1
            return state.loopCount
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    guard !Task.isCancelled else { return continuation.resume(returning: nil) }
                    state.loops.append((number, continuation))
                    Self.handOut(&state)
                }
            }
        } onCancel: {
            state.withLock { state in
                guard let index = state.loops.firstIndex(where: { $0.number == number }) else { return }
                state.loops.remove(at: index).continuation.resume(returning: nil)
            }
        }
    }

    /// The invocation with this identifier, if it is being served.
    func served(_ id: String) -> LocalInvocation? {
        state.withLock { $0.served[id] }
    }

    /// Forgets an invocation, whatever became of it.
    func remove(_ invocation: LocalInvocation) {
        state.withLock { state in
            state.served[invocation.id] = nil
            state.waiting.removeAll { $0 === invocation }
            Self.reportIdleness(&state)
        }
    }

    /// Hands out no more invocations and waits until those that are being served have ended.
    func drain() async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.isDraining = true
                state.whenIdle.append(continuation)
                Self.reportIdleness(&state)
            }
        }
    }

    private static func handOut(_ state: inout State) {
        while !state.isDraining, !state.waiting.isEmpty, !state.loops.isEmpty {
            let invocation = state.waiting.removeFirst()
            state.served[invocation.id] = invocation
            state.loops.removeFirst().continuation.resume(returning: invocation)
        }
    }

    private static func reportIdleness(_ state: inout State) {
        guard state.isDraining, state.served.isEmpty else { return }
        for continuation in state.whenIdle { continuation.resume() }
        state.whenIdle = []
    }
}
