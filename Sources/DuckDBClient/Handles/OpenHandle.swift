#if DEBUG
internal import Synchronization

/// One open engine handle, counted by kind in debug builds for as long as its owner lives.
///
/// One line in every owner: `private let counted = OpenHandle("duckdb_value")`. A test run ends with a failure when one is
/// still open, which no test alone could see.
package struct OpenHandle: ~Copyable {
    private static let counts = Mutex<[String: Int]>([:])
    private let kind: String

    init(_ kind: String) {
        self.kind = kind
        Self.opened(kind)
    }

    deinit {
        Self.closed(kind)
    }

    /// For owners that can hand their handle over: they call this where they get one, and ``closed(_:)`` where they let go.
    static func opened(_ kind: String) {
        counts.withLock { $0[kind, default: 0] += 1 }
    }

    static func closed(_ kind: String) {
        counts.withLock { $0[kind, default: 0] -= 1 }
    }

    /// How many handles of each kind are open; kinds of which none is are left out.
    package static var open: [String: Int] { counts.withLock { $0.filter { $0.value != 0 } } }
}
#else
/// Counts nothing in release builds and takes no room.
struct OpenHandle: ~Copyable {
    init(_: StaticString) {}
    static func opened(_: StaticString) {}
    static func closed(_: StaticString) {}
}
#endif
