import Foundation
import LocalServices
import Testing

@Suite("What the function answers")
struct AnswerTests {
    @Test("A join of S3 and Postgres, cold and warm, with rows that are those of the data")
    func joins() async throws {
        let function = try await DeployedFunction()
        let cold = try await function.invoke("joined", #"{"except": "zero"}"#)
        #expect(cold == #"[{"name":"one","events":10},{"name":"two","events":10}]"#)

        // The same environment, other data, other rows.
        let postgres = try await PostgreSQL.shared()
        try await postgres.run("UPDATE results SET name = 'deux' WHERE id = 2", as: function.database)
        let warm = try await function.invoke("joined", #"{"except": "nothing"}"#)
        #expect(warm == #"[{"name":"deux","events":10},{"name":"one","events":10},{"name":"zero","events":10}]"#)
        let log = try await function.end(answers: cold, warm)
        for phase in ["process", "engine", "load httpfs", "load postgres_scanner", "parameters", "attach pg_replica"] {
            #expect(log.contains("\"\(phase)\""))
        }
        #expect(log.split(separator: "\n").count { $0.contains("Query answered") } == 2)
    }

    @Test("Parameters arrive as they were sent, and come back")
    func echoesParameters() async throws {
        let function = try await DeployedFunction(.init(queries: ["echo": "-- @param v ANY\nSELECT $v AS v"]))
        for value in [
            "18446744073709551615", "-9223372036854775808", "0.5", "null", "[1,null]", #"{"a":"é\n\""}"#, "true",
        ] {
            #expect(try await function.invoke("echo", #"{"v": \#(value)}"#) == #"[{"v":\#(value)}]"#)
        }
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(try await function.invoke("echo", #"{"v": \#(deep)}"#).contains("Function.InvalidEvent"))
        try await function.end()
    }

    @Test("A password in Secrets Manager that is rotated while the function is warm is seen by the next query")
    func rotation() async throws {
        let function = try await DeployedFunction(.init(usesSecretsManager: true))
        let cold = try await function.invoke("joined", #"{"except": "zero"}"#)
        #expect(cold == #"[{"name":"one","events":10},{"name":"two","events":10}]"#)

        let rotated = "rotated-\(UUID())"
        let role = function.database.database
        try await PostgreSQL.shared().run(
            """
            ALTER ROLE :"name" PASSWORD :'password';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'name';
            """,
            variables: ["name": role, "password": rotated]
        )
        _ = try await Moto.shared().putSecretValue("\(role)/replica", DeployedFunction.login(rotated))
        let warm = try await function.invoke("joined", #"{"except": "one"}"#)
        #expect(warm == #"[{"name":"two","events":10},{"name":"zero","events":10}]"#)
        let log = try await function.end(answers: cold, warm)
        #expect(!log.contains(rotated))
    }

    @Test("What needs neither S3 nor Postgres waits for neither")
    func needsNothing() async throws {
        let port = try FreePort.find()
        var change = DeployedFunction.Change()
        change.environment = ["PG_REPLICA_PORT": "\(port)", "PG_REPLICA_PASSWORD": "ssm:/no/such"]
        let function = try await DeployedFunction(change)
        #expect(try await function.invoke("one") == #"[{"one":1}]"#)
        try await function.end()
    }
}
