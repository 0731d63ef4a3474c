import Foundation
import LocalServices

/// A view of the numbers from 1, whose scan stops in the middle until the gate is opened.
///
/// The gate is a sequence, because every snapshot sees what a sequence has come to.
struct GatedView {
    /// The sum of the numbers when there are 20 000.
    static let sum = 200_010_000
    /// As the engine names it.
    let name: String
    private let server: PostgreSQL
    private let gate: String

    init(at server: PostgreSQL, rows: Int = 20_000) async throws {
        self.server = server
        gate = "gate_\(UUID().uuidString.prefix(8).lowercased())"
        name = "pg_replica.public.\(gate)_view"
        try await server.run(
            """
            CREATE SEQUENCE \(gate);
            GRANT SELECT ON \(gate) TO PUBLIC;
            CREATE FUNCTION \(gate)_pass() RETURNS boolean LANGUAGE plpgsql AS $$
            BEGIN
                WHILE (SELECT NOT is_called FROM \(gate)) LOOP PERFORM pg_sleep(0.005); END LOOP;
                RETURN true;
            END $$;
            CREATE VIEW \(gate)_view AS SELECT i FROM generate_series(1, \(rows)) AS t(i)
            WHERE CASE WHEN i = \(rows / 2 + 1) THEN \(gate)_pass() ELSE true END;
            GRANT SELECT ON \(gate)_view TO PUBLIC;
            """
        )
    }

    /// Lets the scans that wait at the gate, and all later ones, go on.
    func open() async throws {
        try await server.run("SELECT nextval('\(gate)');")
    }

    /// Waits until a scan has come to the gate.
    ///
    /// - Parameters:
    ///   - earlier: A scan that does not count.
    ///   - server: Where it runs, if not where the view was made.
    /// - Returns: What tells it from all others.
    /// - Throws: What psql says when none comes within a minute.
    func arrival(after earlier: String = "", at server: PostgreSQL? = nil) async throws -> String {
        try await (server ?? self.server).outlastingReplay(
            """
            SET statement_timeout = '60s';
            DO $$ DECLARE arrived text; BEGIN
                LOOP
                    SELECT pid || ' since ' || query_start INTO arrived FROM pg_stat_activity
                    WHERE query LIKE 'COPY%\(gate)_view%' AND wait_event = 'PgSleep'
                    AND pid || ' since ' || query_start <> '\(earlier)' LIMIT 1;
                    EXIT WHEN arrived IS NOT NULL;
                    PERFORM pg_stat_clear_snapshot();
                    PERFORM pg_sleep(0.01);
                END LOOP;
                PERFORM set_config('gate.arrived', arrived, false);
            END $$;
            SHOW gate.arrived;
            """
        ).trimmingCharacters(in: .newlines)
    }
}
