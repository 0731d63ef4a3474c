import Foundation
import LocalServices
import Testing

@Suite("Doctor")
struct DoctorTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("A good environment: every check is told, an engine wakes, and the exit code is 0")
    func good() async throws {
        let run = try await doctor(["DEFAULT_BOOTSTRAP": "s3", "AWS_REGION": "eu-central-1"].merging(Self.keys) { $1 })
        #expect(run.status == 0, "\(run.output)")
        for check in ["engine", "glibc", "bundle", "httpfs", "memory", "threads", "credentials", "wake"] {
            #expect(run.findings.contains { $0.check == check && $0.state != "failure" }, "\(check)")
        }
        #expect(run.findings.last?.message.contains("load httpfs") == true)
    }

    @Test(
        "HOME that is unset or does not exist is told, and the engine wakes all the same",
        arguments: [nil, "/nowhere"]
    )
    func home(home: String?) async throws {
        let run = try await doctor(["HOME": home, "DUCKDB_EXTENSIONS": "httpfs"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.findings.contains { $0.check == "HOME" && $0.message.hasSuffix("the wake sets it to /tmp") })
    }

    @Test("A variable that cannot be used is named, and no engine is woken")
    func configuration() async throws {
        let run = try await doctor(["DUCKDB_THREADS": "many"])
        #expect(run.status == 1)
        #expect(run.failures.map(\.check) == ["configuration"])
        #expect(run.failures[0].message.contains("DUCKDB_THREADS"))
        #expect(!run.findings.contains { $0.check == "wake" })
    }

    @Test("A configuration's file is told, and so is the key in it that cannot be used")
    func configurationFile() async throws {
        let file = try scratch.write(Data(#"{"duckdb": {"memoryLimit": 300}}"#.utf8), as: "good.json")
        let run = try await doctor(["DUCKDB_CONFIGURATION": file])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.findings.contains { $0.check == "configuration" && $0.message.contains(file) })
        let memory = run.findings.first { $0.check == "memory" }
        #expect(memory?.message.hasSuffix("duckdb.memoryLimit says so") == true)

        let bad = try scratch.write(Data(#"{"duckdb": {"memoryLimit": "planted-secret"}}"#.utf8), as: "bad.json")
        let failed = try await doctor(["DUCKDB_CONFIGURATION": bad])
        #expect(failed.failures.map(\.check) == ["configuration"])
        #expect(failed.failures.first?.message.contains("duckdb.memoryLimit") == true)
        #expect(!failed.output.contains("planted"))
    }

    @Test("An extension that the bundle lacks fails where it is deployed, with the command that bakes it")
    func missingExtension() async throws {
        let run = try await doctor(["DUCKDB_EXTENSIONS": "spatial", "AWS_LAMBDA_FUNCTION_NAME": "f"])
        #expect(run.status == 1)
        #expect(run.failures.map(\.check) == ["spatial"])
        #expect(run.failures[0].remedy?.contains("duckdb-serverless bake") == true)
        #expect(!run.findings.contains { $0.check == "wake" }, "what was just found to fail is not tried")
    }

    @Test("A damaged file of the bundle is named, with its remedy")
    func damagedBundle() async throws {
        let bundle = try scratch.copy(await ExtensionBundleFolder.path, as: "bundle")
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(bundle)/v1.5.4")
        try FileEdit.flip(1000, of: "\(bundle)/v1.5.4/\(folders[0])/aws.duckdb_extension")
        let run = try await doctor(["DUCKDB_EXTENSION_DIRECTORY": bundle])
        #expect(run.status == 1)
        #expect(run.failures.contains { $0.check == "aws" && $0.remedy != nil })
    }

    @Test("A manifest that cannot be read is a failure, even where extensions may be installed")
    func damagedManifest() async throws {
        let bundle = try scratch.copy(await ExtensionBundleFolder.path, as: "bundle")
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(bundle)/v1.5.4")
        try scratch.write(Data("{".utf8), as: "bundle/v1.5.4/\(folders[0])/manifest.json")
        let run = try await doctor(["DUCKDB_EXTENSION_DIRECTORY": bundle])
        #expect(run.failures.map(\.check) == ["bundle"])
    }

    @Test(
        "What a step's first query would miss is a failure: a variable, a file, a region",
        arguments: [
            (["PG_REPLICA_PASSWORD": "env:NOT_SET"], "pg_replica"),
            (["PG_REPLICA_PASSWORD": "ssm:/x"], "region"),
            (["PG_REPLICA_PASSWORD": "env:HOME", "PG_REPLICA_SSLROOTCERT": "/nowhere.pem"], "pg_replica"),
        ]
    )
    func steps(variables: [String: String?], check: String) async throws {
        let replica: [String: String?] = [
            "DEFAULT_BOOTSTRAP": "pg_replica", "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_DATABASE": "d",
            "PG_REPLICA_USER": "u", "AWS_REGION": nil, "AWS_DEFAULT_REGION": nil,
        ]
        let run = try await doctor(replica.merging(variables) { $1 }.merging(Self.keys) { $1 })
        #expect(run.status == 1)
        #expect(run.failures.map(\.check) == [check])
    }

    @Test(
        "Files that a step only reads are looked for; those it makes, and the system's certificates, are not",
        arguments: [
            (["DEFAULT_BOOTSTRAP": "sqlite_file", "SQLITE_FILE": "/nowhere"], ["sqlite_file"]),
            (["DEFAULT_BOOTSTRAP": "sqlite_file", "SQLITE_FILE": "/nowhere", "SQLITE_READ_ONLY": "off"], []),
            (["DEFAULT_BOOTSTRAP": "lake", "LAKE_DATA_PATH": "/x", "LAKE_FILE": "/nowhere"], ["lake"]),
            (
                [
                    "DEFAULT_BOOTSTRAP": "motherduck", "MOTHERDUCK_PG_REGION": "us-east-1",
                    "MOTHERDUCK_TOKEN_REFERENCE": "env:NOT_SET",
                ], ["motherduck"]
            ),
            (
                [
                    "DEFAULT_BOOTSTRAP": "mysql", "MYSQL_HOST": "127.0.0.1", "MYSQL_DATABASE": "d", "MYSQL_USER": "u",
                    "MYSQL_PASSWORD": "env:HOME", "MYSQL_SSL_CA": "/nowhere",
                ], ["mysql"]
            ),
        ] as [([String: String?], [String])]
    )
    func files(variables: [String: String?], failures: [String]) async throws {
        let run = try await doctor(variables, ["--no-wake"])
        #expect(run.failures.map(\.check) == failures, "\(run.output)")
        let steps = run.findings.first { $0.check == "configuration" }?.message
        #expect(try #require(steps).hasPrefix("bootstrap steps \(try #require(variables["DEFAULT_BOOTSTRAP"] ?? nil))"))
    }

    @Test(
        "What the steps need is loaded, and none is run at the wake, as no server is asked",
        arguments: ["", ":eager"]
    )
    func stepsOfTheWake(eager: String) async throws {
        let server: [String: String?] = [
            "DEFAULT_BOOTSTRAP": "pg_replica\(eager)", "PG_REPLICA_HOST": "127.0.0.1", "PG_REPLICA_PORT": "1",
            "PG_REPLICA_DATABASE": "d", "PG_REPLICA_USER": "u", "PG_REPLICA_PASSWORD": "env:HOME",
            "DUCKDB_HARDENED": eager.isEmpty ? "on" : nil,
        ]
        let run = try await doctor(server)
        #expect(run.status == 0, "\(run.output)")
        let wake = try #require(run.findings.last?.message)
        #expect(wake.contains("load postgres_scanner") && !wake.contains("attach"))
        #expect(wake.contains("lock down") == eager.isEmpty)
        let configuration = run.findings.first { $0.check == "configuration" }?.message
        #expect(configuration?.contains("hardened") == eager.isEmpty)
    }

    @Test("A temporary folder that cannot be made is a failure")
    func temporaryFolder() async throws {
        let run = try await doctor(["DUCKDB_TEMP_DIRECTORY": "/proc/none/spill"])
        #expect(run.failures.contains { $0.check == "temporary folder" })
    }

    @Test("Credentials that a step needs and that are not there are a failure")
    func credentials() async throws {
        let none = Dictionary(uniqueKeysWithValues: Self.keys.keys.map { ($0, String?.none) })
        let run = try await doctor(
            ["DEFAULT_BOOTSTRAP": "s3", "AWS_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true"].merging(none)
            { $1 }
        )
        #expect(run.failures.map(\.check) == ["credentials"])
    }

    @Test(
        "Where a source of credentials is remote, it is asked on demand only, and their end is told, not what they are"
    )
    func askedCredentials() async throws {
        let server = try await FileServer()
        let credentials = """
            {"AccessKeyId":"AKIAEXAMPLEHUNTER2","SecretAccessKey":"hunter2","Token":"hunter2","Expiration":
            "2126-01-31T12:00:00Z"}
            """
        server.answer("/credentials", .file(Data(credentials.utf8)))
        var variables: [String: String?] = [
            "DEFAULT_BOOTSTRAP": "s3", "AWS_REGION": "eu-central-1",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url("/credentials"),
        ]
        let untouched = try await doctor(variables)
        #expect(untouched.findings.first { $0.check == "credentials" }?.state == "note")
        #expect(server.requests.isEmpty)

        let asked = try await doctor(variables, ["--ask-credentials"])
        let finding = try #require(asked.findings.first { $0.check == "credentials" })
        #expect(finding.state == "ok" && finding.message.contains("container"))
        #expect(finding.message.contains("2126-01-31T12:00:00Z"))
        #expect(server.requests.map(\.path) == ["/credentials"])
        #expect(!asked.output.lowercased().contains("hunter2"))

        variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = server.url("/none")
        let failed = try await doctor(variables, ["--ask-credentials"])
        #expect(failed.failures.map(\.check) == ["credentials"])
    }

    @Test("No secret is shown, wherever it was put", arguments: [["doctor", "--json"], ["doctor"]])
    func secrets(arguments: [String]) async throws {
        let secret = "hunter2-\(UUID().uuidString)"
        var environment: [String: String?] = [
            "DEFAULT_BOOTSTRAP": secret, "DUCKDB_EXTENSIONS": secret, "DUCKDB_THREADS": secret,
            "DUCKDB_EXTENSION_TRUST": secret, "AWS_CA_BUNDLE": secret, "PG_REPLICA_PASSWORD": secret,
        ]
        for name in Self.keys.keys { environment[name] = secret }
        for broken in environment.keys.sorted() {
            // The first variable that cannot be used ends the reading: each has its turn.
            let others = environment.filter { $0.key == broken || $0.key.hasPrefix("AWS_") }
            let run = try await ServerlessTool.run(arguments, environment: others)
            #expect(!run.output.isEmpty)
            #expect(!run.output.contains(secret) && !run.errors.contains(secret), "\(broken)")
        }
    }

    private static let keys: [String: String?] = [
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token",
    ]

    private func doctor(_ environment: [String: String?], _ options: [String] = []) async throws -> Outcome {
        let bundle: [String: String?] = ["DUCKDB_EXTENSION_DIRECTORY": try await ExtensionBundleFolder.path]
        let run = try await ServerlessTool.run(
            ["doctor", "--json"] + options,
            environment: bundle.merging(environment) { $1 }
        )
        let findings = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8)).findings
        return Outcome(status: run.status, output: run.output, findings: findings)
    }

    private struct Outcome {
        let status: Int32
        let output: String
        let findings: [Finding]

        var failures: [Finding] { findings.filter { $0.state == "failure" } }
    }

    private struct Result: Decodable {
        let findings: [Finding]
    }

    private struct Finding: Decodable {
        let check: String
        let state: String
        let message: String
        let remedy: String?
    }
}
