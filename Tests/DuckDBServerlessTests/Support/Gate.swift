import Dispatch

/// What a test holds something back with; equal to itself only, so that a step may have it.
struct Gate: Sendable, Hashable {
    let semaphore: DispatchSemaphore

    init(_ semaphore: DispatchSemaphore) {
        self.semaphore = semaphore
    }

    static func == (left: Gate, right: Gate) -> Bool { left.semaphore === right.semaphore }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(semaphore)) }
}
