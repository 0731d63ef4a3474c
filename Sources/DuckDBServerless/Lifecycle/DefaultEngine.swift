/// Runs `body` with a cursor of the process's own engine, which the environment configures and the first call wakes.
///
/// ```swift
/// let total = try await cursor { try $0.fetchOne(Int64.self, "SELECT count(*) FROM pg_replica.public.orders") }
/// ```
///
/// For a program with an engine of its own, or several, there is ``Engine/cursor(_:)``.
///
/// - Throws: What `body` throws, and what waking can throw; a wake that failed is tried again by the next call.
public func cursor<T: Sendable>(_ body: @escaping @Sendable (borrowing Cursor) throws -> T) async throws -> T {
    try await DefaultEngine.shared.engine().cursor(body)
}

/// The process's own engine, woken once however many tasks ask for it at the same time.
actor DefaultEngine {
    static let shared = DefaultEngine()

    private var waking: Task<Engine, any Error>?

    func engine() async throws -> Engine {
        let task = waking ?? Task { try await Engine.wake(.environment()) }
        waking = task
        do {
            return try await task.value
        } catch {
            if waking == task { waking = nil }
            throw error
        }
    }
}
