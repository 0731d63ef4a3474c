import DuckDBClient
import DuckDBServerless

// One engine for all calls, woken by the first; each call has a connection of its own.
try await cursor { _ = try $0.execute("CREATE TABLE IF NOT EXISTS visits AS SELECT 'home' AS page, 3 AS hits") }
let hits = try await cursor(timeout: .seconds(5)) { cursor in
    let page = "home"
    return try cursor.fetchOne(Int.self, "SELECT hits FROM visits WHERE page = \(page)") ?? 0
}

// An engine for this block alone: its settings, tables and attachments end with it.
let words = try await session { session in
    try session.execute("SET threads = 1")
    try session.execute("CREATE TABLE words AS SELECT unnest(['to', 'be', 'or', 'not', 'to', 'be']) AS word")
    return try session.fetchAll(String.self, "SELECT DISTINCT word FROM words ORDER BY word")
}

// A file with a life of its own, for dependency injection: /tmp/scores.duckdb.
let scores = try DuckDB(name: "scores", cleanOnStart: true)
try await scores.cursor { _ = try $0.execute("CREATE TABLE scores AS SELECT 'ada' AS player, 42 AS points") }
let best = try await scores.cursor { try $0.fetchOne(String.self, "SELECT player FROM scores ORDER BY points DESC") }
try await scores.destroy(removingFile: true)

print(hits, words, best ?? "nobody")
