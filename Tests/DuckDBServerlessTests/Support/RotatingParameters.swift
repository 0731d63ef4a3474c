import AWSParameters
import Synchronization

/// Parameters whose values a test changes, as a rotation does.
final class RotatingParameters: ParameterProvider {
    private let values: Mutex<[String: String]>
    private let fetched = Mutex(0)

    init(_ values: [String: String]) {
        self.values = Mutex(values)
    }

    /// How often values were asked for.
    var fetches: Int { fetched.withLock { $0 } }

    func rotate(_ name: String, to value: String) {
        values.withLock { $0[name] = value }
    }

    func parameters(named names: [String]) async throws -> [String: Secret] {
        fetched.withLock { $0 += 1 }
        return values.withLock { values in
            Dictionary(uniqueKeysWithValues: names.compactMap { name in values[name].map { (name, Secret($0)) } })
        }
    }
}
