import Foundation

/// `duckdb-serverless serve` as a process of its own, with a folder of queries of its own.
public final class ServedQueries: Sendable {
    private static let announcement = "A browser gets a page at http://127.0.0.1:"

    private let process: GuardedProcess
    private let folder: ScratchFolder
    /// The port that it listens on.
    public let port: Int

    /// Its page.
    public var url: String { "http://127.0.0.1:\(port)/" }
    /// What it has written to standard output and standard error.
    public var log: String { process.output }

    /// Starts it on a free port and waits until it listens.
    ///
    /// - Parameters:
    ///   - queries: The texts of the files, by the names of the queries.
    ///   - environment: Its variables, on top of `PATH` and where libraries are.
    ///   - options: Further options.
    /// - Throws: ``ServiceError`` with `notReady` and what it said.
    public init(
        _ queries: [String: String],
        environment: [String: String] = [:],
        options: [String] = []
    ) async throws {
        folder = try ScratchFolder()
        for (name, text) in queries { try folder.write(Data(text.utf8), as: "\(name).sql") }
        process = try await GuardedProcess(name: "duckdb-serverless serve")
        let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ["LD_LIBRARY_PATH": $0] } ?? [:]
        try await process.start(
            [
                "sh", "-c", "trap : TERM; \"$@\"; echo \"ended with $?\"", "sh",
                BuiltExecutable.path("duckdb-serverless"),
            ]
                + ["serve", "--queries", folder.path, "--port", "0"] + options,
            environment: GuardedProcess.environment.merging(library) { $1 }.merging(environment) { $1 },
            readiness: .output(Self.announcement)
        )
        let announced = process.output.split(separator: Self.announcement).last?.prefix { $0.isNumber }
        guard let port = announced.flatMap({ Int($0) }) else {
            throw ServiceError(.notReady, "duckdb-serverless serve does not say where it listens: \(process.output)")
        }
        self.port = port
    }

    /// Asks it to end by SIGTERM, and returns its log and exit code when it has.
    public func stop() async throws -> (log: String, status: Int32?) {
        // To all of it: the shell only waits.
        try await process.signal(SIGTERM)
        try await process.stop()
        let log = process.output
        return (log, log.split(separator: "ended with ").last.flatMap { Int32($0.filter(\.isNumber)) })
    }

    /// Ends it.
    public func end() async {
        _ = try? await process.signal(SIGTERM)
        await process.end()
    }
}
