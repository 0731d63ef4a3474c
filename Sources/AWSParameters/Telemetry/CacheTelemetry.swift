import CoreMetrics
import Logging

/// What a cache leaves behind for those who watch.
struct CacheTelemetry: Sendable {
    let provider: any ParameterProvider
    let logger: Logger

    /// Counts hits, misses and old values of a call, by service.
    func count(_ plan: CacheState.Plan, of names: Set<String>) {
        add(Metric.hits, plan.cached.keys)
        if plan.cached.count < names.count { add(Metric.misses, names.subtracting(plan.cached.keys)) }
        countStale(plan.stale)
    }

    /// Counts names that were answered with a value past its time.
    func countStale(_ names: Set<String>) {
        add(Metric.stale, names)
    }

    /// Warns, once a fetch, that what it did not bring is answered with old values.
    func warn(_ fetch: ParameterFetch, _ error: any Error, staleness: Duration) {
        logger.warning(
            "parameters could not be renewed; values past their time are used",
            metadata: [
                "parameters": .array(fetch.names.sorted().map { "\($0)" }),
                "error": "\(Telemetry.outcome(of: error))",
                "age limit": "\(staleness)",
            ]
        )
    }

    private func add(_ label: String, _ names: some Collection<String>) {
        if names.isEmpty { return }
        let counts = names.reduce(into: [:]) { $0[provider.metricsLabel(of: $1), default: 0] += 1 }
        for (service, count) in counts {
            Counter(label: label, dimensions: [("service", service)]).increment(by: count)
        }
    }
}
