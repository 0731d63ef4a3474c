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
    }

    /// How a call gets its values.
    struct Plan {
        var cached: [String: Secret] = [:]
        /// Fetches of other calls to wait for.
        var joined: [SharedFetch] = []
        /// The call's own fetch, which it has to start.
        var started: SharedFetch?
    }

    private var entries: [String: Entry] = [:]
    private var fetches: [String: SharedFetch] = [:]
    private var fetchCount = 0

    /// Decides for each name: kept and fresh, being fetched by another call, or to be fetched now.
    ///
    /// A forced call passes over kept values, and over fetches that are not forced: they may have begun before a
    /// rotation. `joining` says which of the other fetches under way the call may wait for.
    mutating func plan(
        _ names: Set<String>,
        isForced: Bool,
        isFresh: (Date) -> Bool,
        joining: (SharedFetch) -> Bool
    ) -> Plan {
        var plan = Plan()
        var unknown: Set<String> = []
        for name in names {
            if !isForced, let entry = entries[name], isFresh(entry.date) {
                plan.cached[name] = entry.value
            } else if let fetch = fetches[name], fetch.isForced || !isForced, joining(fetch) {
                if !plan.joined.contains(where: { $0 === fetch }) { plan.joined.append(fetch) }
            } else {
                unknown.insert(name)
            }
        }
        if !unknown.isEmpty {
            fetchCount += 1
            let fetch = SharedFetch(names: unknown, isForced: isForced, number: fetchCount)
            for name in unknown { fetches[name] = fetch }
            plan.started = fetch
        }
        return plan
    }

    /// Takes a fetch off the list and keeps what it found; a failure leaves nothing behind.
    mutating func finish(_ fetch: SharedFetch, found: [String: Secret], date: Date, capacity: Int) {
        for name in fetch.names {
            if fetches[name] === fetch { fetches[name] = nil }
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

    /// How many values are kept.
    var count: Int { entries.count }
}
