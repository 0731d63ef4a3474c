import BenchmarkSupport
import Glibc

/// The cores that this process, and those it starts, may use.
enum Cores {
    private static let all = mask()

    /// Runs `body` on one core, or on all that the process was started with.
    static func use<T>(one isOne: Bool, _ body: () throws -> T) throws -> T {
        let all = Self.all
        guard isOne else { return try body() }
        var one = cpu_set_t()
        guard let first = (0..<1024).last(where: { isSet($0, in: all) }) else { return try body() }
        set(first, in: &one)
        try apply(one)
        defer { try? apply(all) }
        return try body()
    }

    /// How many there are.
    static var count: Int {
        let all = Self.all
        return (0..<1024).count { isSet($0, in: all) }
    }

    private static func mask() -> cpu_set_t {
        var set = cpu_set_t()
        sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set)
        return set
    }

    private static func apply(_ set: cpu_set_t) throws {
        var set = set
        guard sched_setaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else {
            throw BenchmarkError("The process cannot be bound to a core: \(String(cString: strerror(errno))).")
        }
    }

    private static func isSet(_ core: Int, in set: cpu_set_t) -> Bool {
        withUnsafeBytes(of: set) { $0[core / 8] & (1 << (core % 8)) != 0 }
    }

    private static func set(_ core: Int, in set: inout cpu_set_t) {
        withUnsafeMutableBytes(of: &set) { $0[core / 8] |= 1 << (core % 8) }
    }
}
