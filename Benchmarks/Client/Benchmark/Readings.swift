import DuckDBClient

/// The rows that every reader reads: a million, of five columns.
enum Readings {
    static let rowCount = 1_000_000

    /// The amounts are eighths, so that their sum is exact in any order; one name in four is too long for the engine to
    /// keep in its cell; every third quantity is NULL.
    static let create: SQL = """
        CREATE TABLE readings AS SELECT
            i AS id,
            (i * 7919 % 100003) / 8.0::DOUBLE AS amount,
            CASE WHEN i % 4 = 0 THEN 'a reading with a long name, ' || i ELSE 'name ' || (i % 1000) END AS name,
            TIMESTAMP '2026-01-01 00:00:00' + to_seconds(i) AS taken,
            CASE WHEN i % 3 = 0 THEN NULL ELSE (i % 1000)::INTEGER END AS quantity
        FROM range(\(unsafe: String(rowCount))) AS numbers(i)
        """

    static let select: SQL = "SELECT id, amount, name, taken, quantity FROM readings"
}
