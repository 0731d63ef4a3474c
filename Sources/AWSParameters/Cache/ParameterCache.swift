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
/// Names that one call lacks are fetched in one call of the provider. That a parameter is missing or denied is not kept.
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
    public func service(of name: String) -> String { provider.service(of: name) }

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
    ///   - timeToLive: How old a value may be for this call; nil for the cache's own time.
    ///   - forceFetch: Fetch even what is still fresh, as after a rejected password: a value rotated before the call is
    ///     seen, and no older one is used. Calls that force at the same time share one fetch.
    /// - Returns: A value for every name.
    /// - Throws: As ``parameters(named:)``.
    public func parameters(
        named names: [String],
        timeToLive: Duration? = nil,
        forceFetch: Bool = false
    ) async throws -> [String: Secret] {
        let wanted = Set(names)
        let call = Call(timeToLive: timeToLive ?? self.timeToLive, isForced: forceFetch)
        let found = try await gather(wanted, call) { _ in true }
        let left = wanted.subtracting(found.keys)
        if left.isEmpty { return found }
        let rest = try await gather(left, call) { $0.names.isSubset(of: left) }
        return found.merging(rest) { first, _ in first }
    }

    /// How many values are kept, fresh or not.
    package var count: Int {
        state.withLock { $0.count }
    }

    private struct Call {
        let timeToLive: Duration
        let isForced: Bool
    }

    private func ages(_ date: Date, timeToLive: Duration) -> CacheAges {
        CacheAges(now: date, timeToLive: timeToLive / .seconds(1), staleness: staleness / .seconds(1))
    }

    /// Collects names from the cache, from fetches under way that `joining` admits, and from a new fetch for the rest.
    ///
    /// A name is left out when the fetch it was joined to failed and had names that this call does not want: one of
    /// those may be to blame.
    private func gather(
        _ names: Set<String>,
        _ call: Call,
        joining: (ParameterFetch) -> Bool
    ) async throws -> [String: Secret] {
        let date = now()
        let ages = ages(date, timeToLive: call.timeToLive)
        let plan = state.withLock { $0.plan(names, isForced: call.isForced, ages, joining: joining) }
        telemetry.count(plan, of: names)
        if let fetch = plan.started { start(fetch, date: date) }
        var found = plan.cached
        for fetch in plan.joined + [plan.started].compactMap(\.self) {
            let shared = fetch.names.intersection(names)
            do {
                let values = try await fetch.shared.value
                for name in shared { found[name] = values[name] }
            } catch {
                if Task.isCancelled { throw error }
                if !call.isForced, let old = lastResort(shared, after: error) {
                    telemetry.countStale(shared)
                    found.merge(old) { first, _ in first }
                } else if fetch.names.isSubset(of: names) {
                    throw error
                }
            }
        }
        return found
    }

    /// What is kept of the names, when the service could not answer.
    private func lastResort(_ names: Set<String>, after error: any Error) -> [String: Secret]? {
        guard Self.isOutage(error) else { return nil }
        let ages = ages(now(), timeToLive: .zero)
        return state.withLock { $0.lastResort(names, ages) }
    }

    private static func isOutage(_ error: any Error) -> Bool {
        (error as? AWSParametersError)?.code.isOutage ?? false
    }

    /// Runs a fetch in a task of its own, so that no waiting task's cancellation ends it.
    private func start(_ fetch: ParameterFetch, date: Date) {
        Task {
            do {
                let found = try await provide(fetch.names.sorted())
                state.withLock { $0.finish(fetch, found: found, date: date, capacity: capacity) }
                fetch.shared.finish(.success(found))
            } catch {
                fail(fetch, error)
                fetch.shared.finish(.failure(error))
            }
        }
    }

    private func fail(_ fetch: ParameterFetch, _ error: any Error) {
        let isOutage = Self.isOutage(error)
        let ages = ages(now(), timeToLive: .zero)
        let isCovered = state.withLock { state in
            state.fail(fetch, isOutage: isOutage, date: ages.now)
            return isOutage && !fetch.isForced && fetch.names.contains { state.lastResort([$0], ages) != nil }
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
