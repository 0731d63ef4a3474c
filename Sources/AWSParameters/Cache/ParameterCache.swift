public import Logging
import Synchronization

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Keeps parameters for a time, and asks for each only once at a time however many tasks want it.
///
/// The age of a value is measured with the wall clock, because other clocks may stand still while a function is frozen.
/// Names that one call lacks are fetched in one call of the provider. That a parameter is missing or denied is not kept, and
/// takes with it the value that was known before.
/// When the service cannot answer, a value that is past its time is used on, up to a limit, with a warning; the service is
/// then asked again after ten seconds at the earliest.
public final class ParameterCache: ParameterProvider {
    private let provider: any ParameterProvider
    private let timeToLive: Duration
    private let staleness: Duration
    private let capacity: Int
    private let telemetry: CacheTelemetry
    private let now: @Sendable () -> Date
    private let state = Mutex(CacheState())

    /// Puts a cache before a provider.
    ///
    /// - Parameters:
    ///   - provider: Where missing values come from.
    ///   - timeToLive: How long a value is used before it is fetched anew, 5 minutes unless told.
    ///   - staleness: How old a value may be that is used because the service cannot answer, an hour unless told; zero
    ///     for never.
    ///   - capacity: The most values kept; the ones fetched longest ago go first.
    ///   - logger: Warned when old values are used.
    ///   - now: The wall clock.
    public init(
        _ provider: some ParameterProvider,
        timeToLive: Duration = .seconds(300),
        staleness: Duration = .seconds(3600),
        capacity: Int = 1_000,
        logger: Logger = Logger(label: "aws-parameters"),
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.provider = provider
        self.timeToLive = timeToLive
        self.staleness = staleness
        self.capacity = capacity
        self.telemetry = CacheTelemetry(provider: provider, logger: logger)
        self.now = now
    }

    /// The provider's name for where a parameter is fetched from.
    public func metricsLabel(of name: String) -> String { provider.metricsLabel(of: name) }

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
    ///   - timeToLive: How old a value may be for this call; nil for the cache's own time. While the service cannot answer
    ///     an older one is used all the same.
    ///   - forceFetch: Fetch even what is still fresh, as after a rejected password: a value rotated before the call is
    ///     seen, and no older one is used; unless the provider keeps values itself, as ``ParametersExtension`` does. Calls
    ///     that force while a forced fetch is under way share the next one.
    /// - Returns: A value for every name.
    /// - Throws: As ``parameters(named:)``.
    public func parameters(
        named names: [String],
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> [String: Secret] {
        let wanted = Set(names)
        let call = CacheCall(
            timeToLive: timeToLive ?? self.timeToLive,
            isForced: forceFetch,
            // Of use to forced calls alone, and others are to be fast.
            lastFetch: forceFetch ? state.withLock { $0.lastFetch } : 0
        )
        let found = try await gather(wanted, call) { _ in true }
        if found.count == wanted.count { return found }
        let left = wanted.subtracting(found.keys)
        let rest = try await gather(left, call) { $0.names.isSubset(of: left) }
        return found.merging(rest) { first, _ in first }
    }

    /// The value of one parameter, on demand past the cache.
    ///
    /// - Throws: As ``parameters(named:)``.
    public func parameter(
        named name: String,
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> Secret {
        let found = try await parameters(named: [name], timeToLive: timeToLive, forceFetch: forceFetch)
        guard let value = found[name] else { throw AWSParametersError.notProvided([name]) }
        return value
    }

    /// How many values are kept, fresh or not.
    package var count: Int {
        state.withLock { $0.count }
    }

    private func ages(_ date: Date, timeToLive: Duration) -> CacheAges {
        CacheAges(now: date, timeToLive: timeToLive / .seconds(1), staleness: staleness / .seconds(1))
    }

    /// Collects names from the cache, from fetches under way that `joining` admits, and from a new fetch for the rest.
    ///
    /// A name is left out when the fetch it was joined to failed and had names that this call does not want: one of
    /// those may be to blame. It is also left out when a forced fetch had to be waited for that began before the call.
    private func gather(
        _ names: Set<String>,
        _ call: CacheCall,
        joining: (ParameterFetch) -> Bool
    ) async throws -> [String: Secret] {
        let plan = state.withLock { state in
            // Read under the lock, so that no fetch seems to have begun in the future.
            state.plan(names, call, ages(now(), timeToLive: call.timeToLive), joining: joining)
        }
        telemetry.count(plan, of: names)
        if let fetch = plan.started { start(fetch) }
        var found = plan.cached
        for fetch in plan.joined + [plan.started].compactMap(\.self) {
            found.merge(try await values(of: fetch, names, call)) { first, _ in first }
        }
        for fetch in plan.awaited {
            _ = try? await fetch.shared.value
            try Task.checkCancellation()
        }
        return found
    }

    /// What a fetch brings of the names that a call wants; nothing when it failed because of a name that it does not want.
    private func values(
        of fetch: ParameterFetch,
        _ names: Set<String>,
        _ call: CacheCall
    ) async throws -> [String: Secret] {
        let shared = fetch.names.intersection(names)
        do {
            return try await fetch.shared.value.filter { shared.contains($0.key) }
        } catch {
            if Task.isCancelled { throw error }
            let isOutage = CacheFailure(error) == .outage
            if !call.isForced, isOutage, let old = lastResort(shared) {
                telemetry.countStale(shared)
                return old
            }
            // In an outage no neighbour is to blame, and asking again would only wait again.
            if isOutage || fetch.names.isSubset(of: names) { throw error }
            return [:]
        }
    }

    /// What is kept of the names, when the service could not answer.
    private func lastResort(_ names: Set<String>) -> [String: Secret]? {
        state.withLock { $0.lastResort(names, ages(now(), timeToLive: .zero)) }
    }

    /// Runs a fetch in a task of its own, so that no waiting task's cancellation ends it.
    private func start(_ fetch: ParameterFetch) {
        Task {
            do {
                let found = try await provide(fetch.names.sorted())
                state.withLock { $0.finish(fetch, found: found, capacity: capacity) }
                fetch.shared.finish(.success(found))
            } catch {
                fail(fetch, error)
                fetch.shared.finish(.failure(error))
            }
        }
    }

    private func fail(_ fetch: ParameterFetch, _ error: any Error) {
        let failure = CacheFailure(error)
        let isCovered = state.withLock { state in
            let ages = ages(now(), timeToLive: .zero)
            state.fail(fetch, failure, date: ages.now)
            return failure == .outage && !fetch.isForced
                && fetch.names.contains { state.lastResort([$0], ages) != nil }
        }
        if isCovered { telemetry.warn(fetch, error, staleness: staleness) }
    }

    private func provide(_ names: [String]) async throws -> [String: Secret] {
        let found = try await provider.parameters(named: names)
        let missing = names.filter { found[$0] == nil }
        guard missing.isEmpty else { throw AWSParametersError.notProvided(missing) }
        return found
    }
}
