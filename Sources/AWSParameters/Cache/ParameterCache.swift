import Synchronization

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Keeps parameters for a time, and asks for each only once at a time however many tasks want it.
///
/// The age of a value is measured with the wall clock, because other clocks may stand still while a function is frozen.
/// Failures are not kept. Names that one call lacks are fetched in one call of the provider.
public final class ParameterCache: ParameterProvider {
    private let provider: any ParameterProvider
    private let timeToLive: Duration
    private let capacity: Int
    private let now: @Sendable () -> Date
    private let state = Mutex(CacheState())

    /// Puts a cache before a provider.
    ///
    /// - Parameters:
    ///   - provider: Where missing values come from.
    ///   - timeToLive: How long a value is used before it is fetched anew.
    ///   - capacity: The most values kept; the ones fetched longest ago go first.
    ///   - now: The wall clock.
    public init(
        _ provider: some ParameterProvider,
        timeToLive: Duration = .seconds(300),
        capacity: Int = 1_000,
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.provider = provider
        self.timeToLive = timeToLive
        self.capacity = capacity
        self.now = now
    }

    /// The values of all the named parameters, from the cache where it has them.
    ///
    /// - Throws: The provider's error, or `CancellationError`. A task that is cancelled stops waiting; a fetch that it
    ///   shares goes on for the others.
    public func parameters(named names: [String]) async throws -> [String: Secret] {
        try await parameters(named: names, forceFetch: false)
    }

    /// The values of all the named parameters, on demand past the cache.
    ///
    /// - Parameters:
    ///   - names: The names, in any order.
    ///   - forceFetch: Fetch even what is still fresh, as after a rejected password: a value rotated before the call is
    ///     seen. Calls that force at the same time share one fetch.
    /// - Returns: A value for every name.
    /// - Throws: As ``parameters(named:)``.
    public func parameters(named names: [String], forceFetch: Bool) async throws -> [String: Secret] {
        let wanted = Set(names)
        let found = try await gather(wanted, forceFetch) { _ in true }
        let left = wanted.subtracting(found.keys)
        if left.isEmpty { return found }
        let rest = try await gather(left, forceFetch) { $0.names.isSubset(of: left) }
        return found.merging(rest) { first, _ in first }
    }

    /// How many values are kept, fresh or not.
    package var count: Int {
        state.withLock { $0.count }
    }

    /// Collects names from the cache, from fetches under way that `joining` admits, and from a new fetch for the rest.
    ///
    /// A name is left out when the fetch it was joined to failed and had names that this call does not want: one of
    /// those may be to blame.
    private func gather(
        _ names: Set<String>,
        _ isForced: Bool,
        joining: (SharedFetch) -> Bool
    ) async throws -> [String: Secret] {
        let date = now()
        let plan = state.withLock { state in
            state.plan(names, isForced: isForced, isFresh: { isFresh($0, at: date) }, joining: joining)
        }
        if let fetch = plan.started { start(fetch, date: date) }
        var found = plan.cached
        for fetch in plan.joined + [plan.started].compactMap(\.self) {
            do {
                let values = try await fetch.values
                for name in fetch.names.intersection(names) { found[name] = values[name] }
            } catch  where !fetch.names.isSubset(of: names) && !Task.isCancelled {
                continue
            }
        }
        return found
    }

    private func isFresh(_ date: Date, at now: Date) -> Bool {
        let age = now.timeIntervalSince(date)
        // A clock that was set back makes an age negative, which says nothing.
        return age >= 0 && age < timeToLive / .seconds(1)
    }

    /// Runs a fetch in a task of its own, so that no waiting task's cancellation ends it.
    private func start(_ fetch: SharedFetch, date: Date) {
        Task {
            let outcome: Result<[String: Secret], any Error>
            do {
                outcome = .success(try await provide(fetch.names.sorted()))
            } catch {
                outcome = .failure(error)
            }
            let found = (try? outcome.get()) ?? [:]
            state.withLock { $0.finish(fetch, found: found, date: date, capacity: capacity) }
            fetch.finish(outcome)
        }
    }

    private func provide(_ names: [String]) async throws -> [String: Secret] {
        let found = try await provider.parameters(named: names)
        let missing = names.filter { found[$0] == nil }
        guard missing.isEmpty else { throw AWSParametersError.notProvided(missing) }
        return found
    }
}
