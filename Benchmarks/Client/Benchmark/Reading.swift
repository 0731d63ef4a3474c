import BenchmarkSupport
import ClientFloor
import DuckDBClient

/// Reading the rows of an executed query: in C, in Swift and in Python.
enum Reading {
    static let floor = "C: loop over vectors"
    static let fetching = "C: fetching chunks only"
    static let fetchall = "Python: fetchall()"
    static let fetchnumpy = "Python: fetchnumpy()"

    /// The readers that take some milliseconds, and then those that take many times as long, in fewer rounds.
    static func groups(python: String, script: String) throws -> [Group] {
        guard let database = floor_open(Readings.create.text) else {
            throw BenchmarkError("C could not make the table.")
        }
        var sums = floor_checksum()
        guard floor_read(database, Readings.select.text, true, &sums) >= 0 else {
            throw BenchmarkError("C could not read.")
        }
        let expected = Checksum(sums)
        let bench = try ReaderBench(expected: expected)
        let peer = try PythonPeer(python: python, script: script, expected: expected)

        var quick = [
            subject(floor) { try time(database, values: true) },
            subject(fetching) { try time(database, values: false) },
        ]
        for reader in [Reader.typedColumns, .tuples] {
            quick.append(subject(reader.name) { try bench.time(reader) })
        }
        let slow = [
            subject(Reader.decodable.name) { try bench.time(.decodable) },
            subject(CodableFloor.name) { try CodableFloor.time(count: Readings.rowCount) },
            subject(Reader.values.name) { try bench.time(.values) },
            subject(fetchall) { try peer.time("fetchall") },
            subject(fetchnumpy) { try peer.time("fetchnumpy") },
        ]
        return [
            Group(title: "Reading \(Readings.rowCount) rows by the chunk", rounds: 31, subjects: quick),
            Group(title: "Reading \(Readings.rowCount) rows", rounds: 9, subjects: slow),
        ]
    }

    private static func subject(_ name: String, _ time: @escaping () throws -> Int64) -> Subject {
        Subject(name: name) { [Step(name: "read", nanoseconds: try time())] }
    }

    private static func time(_ database: OpaquePointer, values: Bool) throws -> Int64 {
        var sums = floor_checksum()
        let nanoseconds = floor_read(database, Readings.select.text, values, &sums)
        guard nanoseconds >= 0 else { throw BenchmarkError("C could not read.") }
        return nanoseconds
    }
}

/// The client's database with the rows, and one connection.
final class ReaderBench {
    private let connection: Connection
    private let expected: Checksum

    init(expected: Checksum) throws {
        connection = try Database().connect()
        self.expected = expected
        try connection.execute(Readings.create)
    }

    /// Executes the query and then, which alone is timed, reads its rows.
    func time(_ reader: Reader) throws -> Int64 {
        var rows = try connection.query(Readings.select)
        let start = Clock.now
        let sum = try reader.read(&rows)
        let nanoseconds = Clock.now - start
        let sums = sum()
        guard sums == expected else {
            throw BenchmarkError("\(reader.name) read other rows: \(sums), expected \(expected)")
        }
        return nanoseconds
    }
}
