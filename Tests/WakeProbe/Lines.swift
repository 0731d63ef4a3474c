import DuckDBClient
import DuckDBServerless
import Glibc

/// What became of the wake.
struct WakeLine: Encodable {
    /// A phase of the wake, in milliseconds since the process began.
    struct Phase: Encodable {
        let name: String
        let start: Double
        let duration: Double
    }

    let isAwake: Bool
    /// From the beginning of the process to the end of the wake, in milliseconds.
    let wall: Double
    /// The CPU time of all threads until then, in milliseconds.
    let cpu: Double
    let phases: [Phase]
    let error: ErrorText?

    init(phases timeline: ColdStartTimeline, error: ErrorText?) {
        timeline.measure("ready") {}
        isAwake = error == nil
        wall = timeline.phases.last?.start ?? 0
        cpu = Self.cpuTime()
        phases = timeline.phases.map { Phase(name: $0.name, start: $0.start, duration: $0.duration) }
        self.error = error
    }

    private static func cpuTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}

/// What became of a statement; texts, whole numbers and truth values as SQL writes them.
struct StatementLine: Encodable {
    let sql: String
    let rows: [[String?]]?
    let error: ErrorText?

    init(_ sql: String, on cursor: borrowing Cursor) {
        self.sql = sql
        do {
            rows = try Self.rows(sql, on: cursor)
            error = nil
        } catch {
            rows = nil
            self.error = ErrorText(error)
        }
    }

    static func rows(_ sql: String, on cursor: borrowing Cursor) throws -> [[String?]] {
        try cursor.fetchAll(SQL(unsafe: sql)).map { row in row.values.map(text) }
    }

    private static func text(_ value: Value) -> String? {
        switch value {
        case .null: nil
        case .text(let text): text
        case .boolean(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        default: "\(value)"
        }
    }
}

/// An error as a log would have it.
struct ErrorText: Encodable {
    let type: String
    let code: String?
    let text: String
    let details: String?

    init(_ error: any Error) {
        type = "\(Swift.type(of: error))"
        code =
            (error as? ExtensionError)?.code.description ?? (error as? BootstrapError)?.code.description
            ?? (error as? DuckDBError)?.code.engineName
        text = "\(error)"
        details = (error as? ExtensionError)?.details
    }
}
