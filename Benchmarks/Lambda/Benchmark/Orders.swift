import DuckDBClient

/// The rows that every subject answers with: 100,000 of six columns, the amounts with as many digits as doubles have.
enum Orders {
    static let rowCount = 100_000
    static let threads = 2

    static let create = """
        CREATE TABLE orders AS SELECT
            i * 7919 AS id,
            (i % 1000)::INTEGER AS quantity,
            (i * 7919 % 100003) / 7.0::DOUBLE AS amount,
            CASE WHEN i % 4 = 0 THEN 'an order with a longer note, "' || i || '"' ELSE 'order ' || i END AS note,
            TIMESTAMP '2026-01-01 00:00:00' + to_microseconds(i * 1234567) AS placed,
            (i % 100003 / 100.0)::DECIMAL(18, 2) AS price
        FROM range(100000) numbers(i)
        """

    static let select = "SELECT id, quantity, amount, note, placed, price FROM orders"
}
