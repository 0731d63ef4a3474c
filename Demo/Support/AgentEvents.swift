import DuckDBClient
import Foundation
import LocalServices

/// A million events as a Parquet file, the same for the same seed; each belongs to one of the results.
package struct AgentEvents {
    package static let rows = 1_000_000
    /// Files stay from one run to the next.
    private static let kept = Tools.checkout.appending(path: ".build/demo/events")

    /// Where it is.
    package let path: String

    /// Writes the file, unless an earlier run has.
    package init(seed: Int, results: Int) throws {
        let folder = Self.kept.appending(path: "seed=\(seed)")
        let file = folder.appending(path: "events.parquet")
        path = file.path
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let unfinished = path + ".unfinished"
        try Database().connect().execute(
            """
            COPY (
                SELECT
                    id AS event_id,
                    (1 + hash(id, \(unsafe: String(seed))) % \(results))::BIGINT AS result_id,
                    ['prompt', 'tool', 'answer'][1 + (hash(id, \(unsafe: String(seed)), 'kind') % 3)::BIGINT] AS kind,
                    (hash(id, \(unsafe: String(seed)), 'latency') % 50000) / 10.0 AS latency_ms,
                    ((hash(id, \(unsafe: String(seed)), 'cost') % 10000) / 1000000.0)::DECIMAL(18, 6) AS cost,
                    TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (id) SECONDS AS occurred_at
                FROM range(\(Self.rows)) AS events(id)
            ) TO \(SQL.literal(unfinished)) (FORMAT parquet, COMPRESSION zstd)
            """
        )
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    }
}
