#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a ``ParameterCache`` knows: the values it keeps and the fetches under way.
struct CacheState {
    private struct Entry {
        let value: Secret
        /// When the fetch began, so that a value is never taken for younger than it is.
        let date: Date
        let fetchNumber: Int
        /// When the service failed last, having been asked for a newer value.
        var failureDate: Date?
    }

    /// How a call gets its values.
    struct Plan {
        var cached: [String: Secret] = [:]
        /// Those of the cached that are past their time.
        var stale: Set<String> = []
        /// Fetches of other calls to wait for.
        var joined: [ParameterFetch] = []
        /// Forced fetches that began before a call that is forced too, and whose end it waits for, not their values.
        var awaited: [ParameterFetch] = []
        /// The call's own fetch, which it has to start.
        var started: ParameterFetch?
    }

    private var entries: [String: Entry] = [:]
    private var fetches: [String: ParameterFetch] = [:]
    private var fetchCount = 0

    /// The number of the last fetch that began.
    var lastFetch: Int { fetchCount }

    /// Decides for each name: kept and fresh, being fetched by another call, or to be fetched now.
    ///
    /// A forced call passes over kept values, and over fetches that began before it, which may have read the value before a
    /// rotation. Only one forced fetch of a name is under way at a time: forced calls that come meanwhile share the next.
    /// `joining` says which of the other fetches under way the call may wait for.
    mutating func plan(
        _ names: Set<String>,
        _ call: CacheCall,
        _ ages: CacheAges,
        joining: (ParameterFetch) -> Bool
    ) -> Plan {
        var plan = Plan()
        var unknown: Set<String> = []
        for name in names {
            if !call.isForced, let entry = entries[name], let freshness = freshness(entry, ages) {
                plan.cached[name] = entry.value
                if freshness == .stale { plan.stale.insert(name) }
                continue
            }
            guard let fetch = fetches[name], ages.isUnderWay(fetch.date) else {
                unknown.insert(name)
                continue
            }
            if call.isForced, fetch.isForced, fetch.number <= call.lastFetch {
                plan.awaited.append(fetch)
            } else if fetch.isForced || !call.isForced, joining(fetch) {
                if !plan.joined.contains(where: { $0.number == fetch.number }) { plan.joined.append(fetch) }
            } else {
                unknown.insert(name)
            }
        }
        if !unknown.isEmpty { plan.started = begin(unknown, isForced: call.isForced, ages.now) }
        return plan
    }

    private mutating func begin(_ names: Set<String>, isForced: Bool, _ date: Date) -> ParameterFetch {
        fetchCount += 1
        let fetch = ParameterFetch(names: names, isForced: isForced, number: fetchCount, date: date)
        for name in names { fetches[name] = fetch }
        return fetch
    }

    /// Takes a fetch off the list and keeps what it found, but for names that a later fetch has taken over.
    mutating func finish(_ fetch: ParameterFetch, found: [String: Secret], capacity: Int) {
        for name in close(fetch) {
            entries[name] = found[name].map { Entry(value: $0, date: fetch.date, fetchNumber: fetch.number) }
        }
        let surplus = entries.count - capacity
        guard surplus > 0 else { return }
        for (name, _) in entries.sorted(by: { $0.value.fetchNumber < $1.value.fetchNumber }).prefix(surplus) {
            entries[name] = nil
        }
    }

    /// Takes a failed fetch off the list.
    ///
    /// An outage leaves a pause before the next fetch. A refusal takes with it what was known before: who has lost a
    /// permission has lost the value. Any other failure leaves nothing behind.
    mutating func fail(_ fetch: ParameterFetch, _ failure: CacheFailure, date: Date) {
        for name in close(fetch) {
            switch failure {
            case .outage: entries[name]?.failureDate = date
            case .refusal: entries[name] = nil
            case .other: break
            }
        }
    }

    /// Kept values of all the names, past their time or not, or nil when even one is missing or too old.
    func lastResort(_ names: Set<String>, _ ages: CacheAges) -> [String: Secret]? {
        var values: [String: Secret] = [:]
        for name in names {
            guard let entry = entries[name], ages.isUsable(entry.date) else { return nil }
            values[name] = entry.value
        }
        return values
    }

    /// How many values are kept.
    var count: Int { entries.count }

    private enum Freshness {
        case fresh, stale
    }

    /// Nil for a value that has to be fetched anew.
    private func freshness(_ entry: Entry, _ ages: CacheAges) -> Freshness? {
        if ages.isFresh(entry.date) { return .fresh }
        guard let failure = entry.failureDate, ages.isPausing(after: failure), ages.isUsable(entry.date) else {
            return nil
        }
        return .stale
    }

    /// Takes a fetch off the list, and returns the names that no later fetch has taken over.
    private mutating func close(_ fetch: ParameterFetch) -> [String] {
        let names = fetch.names.filter { fetches[$0]?.number == fetch.number }
        for name in names { fetches[name] = nil }
        return Array(names)
    }
}

/// What a call wants of the cache.
struct CacheCall {
    let timeToLive: Duration
    let isForced: Bool
    /// The number of the last fetch that began before the call.
    let lastFetch: Int
}

/// What a failed fetch says of the values that were known before.
enum CacheFailure {
    /// The service could not answer: they may still hold.
    case outage
    /// It answered no: they hold no more.
    case refusal
    /// Nothing.
    case other

    init(_ error: any Error) {
        let code = (error as? AWSParametersError)?.code
        self =
            switch code {
            case .parameterNotFound, .accessDenied: .refusal
            default: code?.isOutage == true ? .outage : .other
            }
    }
}

/// How old is too old, at one moment of the wall clock.
///
/// A clock that was set back makes an age negative, which says nothing, so it counts as too old.
struct CacheAges {
    let now: Date
    /// In seconds; a value younger than this needs no fetch.
    let timeToLive: TimeInterval
    /// In seconds; a value younger than this serves when the service fails.
    let staleness: TimeInterval

    /// In seconds, between two attempts to renew a value while the service fails.
    private static let pause: TimeInterval = 10
    /// In seconds; a fetch that began longer ago was frozen with the process, and its time-outs are over.
    private static let longestFetch: TimeInterval = 10

    func isFresh(_ date: Date) -> Bool { isYounger(date, than: timeToLive) }
    func isUsable(_ date: Date) -> Bool { isYounger(date, than: staleness) }
    func isUnderWay(_ date: Date) -> Bool { isYounger(date, than: Self.longestFetch) }
    func isPausing(after failure: Date) -> Bool { isYounger(failure, than: Self.pause) }

    private func isYounger(_ date: Date, than limit: TimeInterval) -> Bool {
        let age = now.timeIntervalSince(date)
        return age >= 0 && age < limit
    }
}
