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
        /// The call's own fetch, which it has to start.
        var started: ParameterFetch?
    }

    private var entries: [String: Entry] = [:]
    private var fetches: [String: ParameterFetch] = [:]
    private var fetchCount = 0

    /// Decides for each name: kept and fresh, being fetched by another call, or to be fetched now.
    ///
    /// A forced call passes over kept values, and over fetches that are not forced: they may have begun before a
    /// rotation. `joining` says which of the other fetches under way the call may wait for.
    mutating func plan(
        _ names: Set<String>,
        isForced: Bool,
        _ ages: CacheAges,
        joining: (ParameterFetch) -> Bool
    ) -> Plan {
        var plan = Plan()
        var unknown: Set<String> = []
        for name in names {
            if !isForced, let entry = entries[name], let freshness = freshness(entry, ages) {
                plan.cached[name] = entry.value
                if freshness == .stale { plan.stale.insert(name) }
            } else if let fetch = fetches[name], fetch.isForced || !isForced, joining(fetch) {
                if !plan.joined.contains(where: { $0.number == fetch.number }) { plan.joined.append(fetch) }
            } else {
                unknown.insert(name)
            }
        }
        if !unknown.isEmpty {
            fetchCount += 1
            let fetch = ParameterFetch(names: unknown, isForced: isForced, number: fetchCount)
            for name in unknown { fetches[name] = fetch }
            plan.started = fetch
        }
        return plan
    }

    /// Takes a fetch off the list and keeps what it found.
    mutating func finish(_ fetch: ParameterFetch, found: [String: Secret], date: Date, capacity: Int) {
        close(fetch)
        for name in fetch.names {
            // A fetch that was overtaken by a later one holds the older value.
            guard let value = found[name], (entries[name]?.fetchNumber ?? 0) < fetch.number else { continue }
            entries[name] = Entry(value: value, date: date, fetchNumber: fetch.number)
        }
        let surplus = entries.count - capacity
        guard surplus > 0 else { return }
        for (name, _) in entries.sorted(by: { $0.value.fetchNumber < $1.value.fetchNumber }).prefix(surplus) {
            entries[name] = nil
        }
    }

    /// Takes a failed fetch off the list; it leaves nothing behind but, after an outage, a pause before the next one.
    mutating func fail(_ fetch: ParameterFetch, isOutage: Bool, date: Date) {
        close(fetch)
        guard isOutage else { return }
        for name in fetch.names { entries[name]?.failureDate = date }
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

    private mutating func close(_ fetch: ParameterFetch) {
        for name in fetch.names where fetches[name]?.number == fetch.number { fetches[name] = nil }
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

    func isFresh(_ date: Date) -> Bool { isYounger(date, than: timeToLive) }
    func isUsable(_ date: Date) -> Bool { isYounger(date, than: staleness) }
    func isPausing(after failure: Date) -> Bool { isYounger(failure, than: Self.pause) }

    private func isYounger(_ date: Date, than limit: TimeInterval) -> Bool {
        let age = now.timeIntervalSince(date)
        return age >= 0 && age < limit
    }
}
