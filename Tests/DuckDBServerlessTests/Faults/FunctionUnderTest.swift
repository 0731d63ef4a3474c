import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation
import LocalServices
import Testing

/// An engine in a process of its own, configured by its environment as a function is, with a network that can fail.
struct FunctionUnderTest {
    struct Answer: Decodable {
        let rows: [[String?]]?
        let error: WakeProbe.Failure?
        let elapsed: Double
        let steps: [String: Int]
    }

    /// Seconds in which no time-out of libpq or httpfs comes: only the cursor's own deadline ends a call that hangs.
    static let deadline = 2.0

    static let roles = "SELECT count(*) FROM pg_replica.pg_catalog.pg_roles"

    let process: SeveredFunction
    private let home: ScratchFolder

    /// - Parameters:
    ///   - replica: The replica it attaches.
    ///   - aws: The endpoint of its S3 step.
    /// - Throws: When it does not wake.
    init(replica: ReplicaUnderTest? = nil, aws: Moto? = nil) async throws {
        home = try ScratchFolder()
        process = try await SeveredFunction(reaching: [replica?.step.port, aws?.port].compactMap { $0 })
        var environment = [
            "HOME": home.path, "PATH": "/usr/bin:/bin", "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": "us-east-1", "DUCKDB_THREADS": "2",
            "DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path, "DUCKDB_EXTENSION_INSTALL": "off",
        ]
        environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        if let replica { environment.merge(Self.variables(replica)) { $1 } }
        if let aws { environment.merge(Self.variables(aws)) { $1 } }
        environment["DEFAULT_BOOTSTRAP"] = [replica.map { _ in "pg_replica" }, aws.map { _ in "s3" }]
            .compactMap { $0 }.joined(separator: ",")
        let wake = try await process.start([BuiltExecutable.path("wake-probe"), "-"], environment: environment)
        try #require(try JSONDecoder().decode(WakeProbe.Wake.self, from: Data(wake.utf8)).isAwake, "\(wake)")
    }

    private static func variables(_ replica: ReplicaUnderTest) -> [String: String] {
        [
            "PG_REPLICA_HOST": replica.step.host, "PG_REPLICA_PORT": "\(replica.step.port)",
            "PG_REPLICA_DATABASE": replica.step.database, "PG_REPLICA_USER": replica.step.user,
            "PG_REPLICA_PASSWORD": "env:PASSWORD", "PG_REPLICA_SSLMODE": "disable",
            "PASSWORD": replica.parameters[ReplicaUnderTest.parameter]?.reveal() ?? "",
            "AWS_LAMBDA_FUNCTION_NAME": replica.step.applicationName,
        ]
    }

    private static func variables(_ aws: Moto) -> [String: String] {
        [
            "AWS_ENDPOINT_URL": aws.endpoint, "AWS_ACCESS_KEY_ID": aws.credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": aws.credentials.secretAccessKey,
        ]
    }

    /// Runs a statement with a cursor of its own.
    ///
    /// What became of it is printed, with what it took, under the test's name and `what`.
    ///
    /// The deadline is one that a busy machine does not come near, unless another is given.
    func run(
        _ what: String,
        _ sql: String = roles,
        within seconds: Double = 60,
        times: Int = 1,
        function: String = #function
    ) async throws -> Answer {
        let question = String(
            decoding: try JSONEncoder().encode(Question(sql: sql, timeout: seconds, times: times)),
            as: UTF8.self
        )
        let line = try await process.ask(question)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
        let end = answer.error.map { "\($0.code ?? $0.type): \($0.text.prefix(90))" } ?? "success"
        if times == 1 {
            print("recovery: \(function.prefix { $0 != "(" }), \(what): \(Int(answer.elapsed)) ms, \(end)")
        }
        return answer
    }

    private struct Question: Encodable {
        let sql: String
        let timeout: Double
        let times: Int
    }
}

extension FunctionUnderTest.Answer {
    /// The first column of the only row.
    var value: Int? { rows?.first?.first.flatMap { $0 }.flatMap { Int($0) } }
    /// Whether the cursor's deadline ended it; nothing else ends within ``FunctionUnderTest/deadline``.
    var isOverdue: Bool { error?.code == "Deadline Exceeded" }
}
