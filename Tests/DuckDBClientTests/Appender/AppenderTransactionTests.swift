import DuckDBClient
import Testing

@Suite("Appending all or nothing")
struct AppenderTransactionTests {
    private struct Stop: Error {}

    private func makeConnection() throws -> Connection {
        let connection = try Database().connect()
        try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL)")
        return connection
    }

    private func count(_ connection: borrowing Connection) throws -> Int? {
        try connection.fetchOne(Int.self, "SELECT count(*) FROM t")
    }

    @Test("When the closure throws nothing is there, not even what the engine had inserted", arguments: [10, 300_000])
    func closureThrows(rows: Int) throws {
        let connection = try makeConnection()
        #expect(throws: Stop.self) {
            try connection.append(to: "t") { appender in
                try appender.append(columns: Array(0..<rows), Array(repeating: "x", count: rows))
                throw Stop()
            }
        }
        #expect(try count(connection) == 0)
        #expect(try connection.append(to: "t") { try $0.append(1, "a") } == 1)
        #expect(try count(connection) == 1)
    }

    @Test("A violated constraint is the engine's error, and nothing is there", arguments: [5, 250_000])
    func constraint(rows: Int) throws {
        let connection = try makeConnection()
        try connection.execute("INSERT INTO t VALUES (3, 'before')")
        let error = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                for id in 0..<rows { try appender.append(id, "x") }
            }
        }
        #expect(error?.code == .constraint)
        #expect(error?.message.contains("table \"t\"") == true)
        let null = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { try $0.append(10, String?.none) }
        }
        #expect(null?.code == .constraint)
        #expect(try connection.fetchAll("FROM t").map(\.values) == [[3, "before"]])
    }

    @Test("After an error the appender says what it was, and swallowing the error saves nothing")
    func afterAnError() throws {
        let connection = try makeConnection()
        var errors: [DuckDBError] = []
        let last = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                try appender.append(1, "a")
                do throws(DuckDBError) { try appender.append("one", "b") } catch { errors.append(error) }
                do throws(DuckDBError) { try appender.append(2, "b") } catch { errors.append(error) }
                do throws(DuckDBError) { try appender.append(values: [2, "b"]) } catch { errors.append(error) }
            }
        }
        #expect(errors.map(\.code) == [.encoding, .misuse, .misuse])
        #expect(errors.allSatisfy { $0.message.contains("a text is not INTEGER") })
        #expect(last?.code == .encoding)
        #expect(try count(connection) == 0)
    }

    @Test("A wrong number of values is counted, with the columns")
    func countsValues() throws {
        let connection = try makeConnection()
        let error = #expect(throws: DuckDBError.self) { try connection.append(to: "t") { try $0.append(1) } }
        #expect(error?.message == "A row for table \"t\" has 2 values (id, name), row 1 was given 1.")
        #expect(throws: DuckDBError.self) { try connection.append(to: "t") { try $0.append(values: [1, "a", 2]) } }
    }

    @Test("In a transaction that was begun before, the rows belong to it")
    func inTransaction() throws {
        let connection = try makeConnection()
        try connection.execute("BEGIN")
        try connection.append(to: "t") { try $0.append(1, "a") }
        #expect(try count(connection) == 1)
        #expect(throws: Stop.self) {
            try connection.append(to: "t") { appender in
                try appender.append(2, "b")
                throw Stop()
            }
        }
        // What was not inserted yet is gone, the transaction goes on.
        #expect(try count(connection) == 1)
        try connection.execute("ROLLBACK")
        #expect(try count(connection) == 0)
        try connection.execute("BEGIN")
        try connection.append(to: "t") { try $0.append(1, "a") }
        try connection.execute("COMMIT")
        #expect(try count(connection) == 1)
    }

    @Test("A transaction in which a constraint was violated is aborted, and appending says so")
    func abortedTransaction() throws {
        let connection = try makeConnection()
        try connection.execute("BEGIN")
        #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { appender in
                try appender.append(1, "a")
                try appender.append(1, "b")
            }
        }
        let error = #expect(throws: DuckDBError.self) { try connection.append(to: "t") { try $0.append(2, "a") } }
        #expect(error?.code == .transaction)
        try connection.execute("ROLLBACK")
        #expect(try connection.append(to: "t") { try $0.append(2, "a") } == 1)
    }

    @Test("A table that is dropped or changed while rows are appended is an error, and the connection is fine")
    func droppedTable() throws {
        let connection = try makeConnection()
        for statement: SQL in ["DROP TABLE t", "ALTER TABLE t ADD COLUMN extra INTEGER"] {
            #expect(throws: DuckDBError.self) {
                try connection.append(to: "t") { appender in
                    try appender.append(1, "a")
                    try connection.execute(statement)
                }
            }
            #expect(try count(connection) == 0)
        }
    }

    @Test("Two appenders, to one table and to another, take turns")
    func twoAppenders() throws {
        let connection = try makeConnection()
        try connection.execute("CREATE TABLE u (id INTEGER)")
        try connection.append(to: "t") { outer in
            try connection.append(to: "u") { other in
                try connection.append(to: "t") { inner in
                    for id in 0..<5000 {
                        try outer.append(id, "outer")
                        try inner.append(-1 - id, "inner")
                        try other.append(id)
                    }
                }
            }
            // The inner ones have ended, and are a part of the outer one's transaction.
            #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM u") == 5000)
        }
        #expect(try count(connection) == 10_000)
        #expect(throws: Stop.self) {
            try connection.append(to: "t") { _ in
                try connection.append(to: "u") { try $0.append(1) }
                throw Stop()
            }
        }
        #expect(try connection.fetchOne(Int.self, "SELECT count(*) FROM u") == 5000)
    }

    @Test("A closure that commits by itself keeps its rows and gets the engine's error")
    func commitsInside() throws {
        let connection = try makeConnection()
        let error = #expect(throws: DuckDBError.self) {
            try connection.append(to: "t") { _ in
                try connection.execute("INSERT INTO t VALUES (1, 'a')")
                try connection.execute("COMMIT")
            }
        }
        #expect(error?.code == .transaction)
        #expect(try count(connection) == 1)
        #expect(try connection.append(to: "t") { try $0.append(2, "b") } == 1)
    }
}
