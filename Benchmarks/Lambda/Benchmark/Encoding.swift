import BenchmarkSupport
import DuckDBClient
import DuckDBLambda
import Foundation
import NIOCore

/// A result as JSON, from the query's start until the bytes are there: ours, Python's usual way, and DuckDB's own shell.
final class Encoding {
    static let ours = "Rows.encode(as: .json)"
    static let python = "json.dumps of fetchall"
    static let shell = "duckdb -json"

    private let connection: Connection
    private let peer: PythonPeer
    private let shell: Shell

    init(_ programs: Programs) throws {
        connection = try Database(settings: [("threads", "\(Orders.threads)")]).connect()
        try connection.execute(SQL(unsafe: Orders.create))
        peer = try PythonPeer(python: programs.python, script: "\(programs.scripts)/peer.py")
        self.shell = Shell(program: programs.shell)
    }

    /// The times, after a check that the rows are the same.
    func measure(rounds: Int) throws -> [Measured] {
        let size = try check()
        let group = Group(
            title: "\(Orders.rowCount) rows of six columns as JSON, \(size) bytes",
            rounds: rounds,
            subjects: [
                subject(Self.ours) { try self.time() },
                subject(Self.python) { try self.peer.time() },
                subject(Self.shell) { try self.shell.time() },
            ]
        )
        let measured = try group.measure()
        print(group.table(measured))
        return measured
    }

    private func subject(_ name: String, _ time: @escaping () throws -> Int64) -> Subject {
        Subject(name: name) { [Step(name: "all", nanoseconds: try time())] }
    }

    private func time() throws -> Int64 {
        let start = Clock.now
        let result = try encoded()
        let time = Clock.now - start
        guard result.rowCount == Orders.rowCount else { throw BenchmarkError("Only \(result.rowCount) rows came.") }
        return time
    }

    /// As a handler does it: streamed, so that rows are encoded while the engine computes the next.
    private func encoded() throws -> EncodedResult {
        var rows = try connection.prepare(SQL(unsafe: Orders.select)).stream()
        return try rows.encode(as: .json, limits: .none)
    }

    /// Returns how many bytes the JSON has.
    private func check() throws -> Int {
        let path = "\(NSTemporaryDirectory())/lambda-benchmark-\(ProcessInfo.processInfo.processIdentifier).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let body = try encoded().body
        try Data(body.readableBytesView).write(to: URL(filePath: path))
        try peer.check(path)
        return body.readableBytes
    }
}
