import DuckDBClient
import DuckDBServerless
import Synchronization

/// A step as users write them, of which every third run fails half way.
struct FlakyStep: BootstrapStep {
    struct Failure: Error {}

    var name = "flaky"
    let runs: Counter
    var triggers: [BootstrapTrigger] { [.catalog(name)] }

    func attach(to connection: borrowing Connection, with material: BootstrapMaterial) throws {
        try connection.execute("ATTACH ':memory:' AS \(SQL.identifier(name))")
        guard runs.next() % 3 != 0 else { throw Failure() }
        try connection.execute("CREATE TABLE \(SQL.identifier(name)).codes AS SELECT 7 AS code")
    }

    func detach(from connection: borrowing Connection) throws {
        try connection.execute("DETACH DATABASE IF EXISTS \(SQL.identifier(name))")
    }
}

/// Counts up, on any thread; equal to itself only.
final class Counter: Sendable, Hashable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    @discardableResult
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    static func == (left: Counter, right: Counter) -> Bool { left === right }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
