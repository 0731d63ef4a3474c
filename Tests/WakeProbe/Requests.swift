import DuckDBServerless

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A line of standard input: a statement, the seconds that it has, and how often it is run, once unless it says.
struct StatementRequest: Decodable {
    let sql: String
    let timeout: Double?
    let times: Int?
}

/// What became of it, the last time, and after how many milliseconds in all.
struct AnswerLine: Encodable {
    let rows: [[String?]]?
    let error: ErrorText?
    let elapsed: Double
    /// How often each step has been done so far, in all.
    let steps: [String: Int]

    init(_ request: StatementRequest, of engine: Engine) async {
        let start = ContinuousClock.now
        var result: (rows: [[String?]]?, error: ErrorText?) = (nil, nil)
        do {
            for _ in 0..<(request.times ?? 1) {
                // A cursor of its own, as each invocation of a function has.
                result.rows = try await engine.cursor(timeout: request.timeout.map { .seconds($0) }) { cursor in
                    try StatementLine.rows(request.sql, on: cursor)
                }
            }
        } catch {
            result.error = ErrorText(error)
        }
        (rows, error) = result
        elapsed = start.duration(to: .now) / .milliseconds(1)
        let attached = engine.timeline.phases.map(\.name).filter { $0.hasPrefix("attach ") }
        steps = Dictionary(attached.map { (String($0.dropFirst("attach ".count)), 1) }, uniquingKeysWith: +)
    }
}
