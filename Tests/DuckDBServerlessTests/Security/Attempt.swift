import DuckDBClient
import Testing

/// A statement, and what has to come of it.
struct Attempt: Sendable, CustomTestStringConvertible {
    let sql: String
    let outcome: HardenedEngine.Outcome
    let parameters: Parameters

    init(_ sql: String, _ outcome: HardenedEngine.Outcome, _ parameters: Parameters = .none) {
        (self.sql, self.outcome, self.parameters) = (sql, outcome, parameters)
    }

    var testDescription: String { sql.count > 90 ? "\(sql.prefix(90))…" : sql }
}
