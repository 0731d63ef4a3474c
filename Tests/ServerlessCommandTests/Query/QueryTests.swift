import Foundation
import LocalServices
import Testing

@Suite("The command query")
struct QueryTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test(
        "A table has names, types and rows; numbers are to the right, NULL is shown, control characters are written out"
    )
    func table() async throws {
        let run = try await query(
            "FROM (VALUES (1, 'tea', 4.5::DOUBLE), (20, NULL, NULL), (3, E'a\\n\\x1b[31m漢字', 12)) t(id, name, price)"
        )
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.output == """
                ┌─────────┬───────────────────┬────────┐
                │      id │ name              │  price │
                │ INTEGER │ VARCHAR           │ DOUBLE │
                ├─────────┼───────────────────┼────────┤
                │       1 │ tea               │    4.5 │
                │      20 │ NULL              │   NULL │
                │       3 │ a\\n\\u{1b}[31m漢字 │   12.0 │
                └─────────┴───────────────────┴────────┘
                3 rows

                """
        )
    }

    @Test("Of many rows the first 40 are shown, and all are counted", arguments: [([], 40), (["--max-rows", "3"], 3)])
    func rows(options: [String], shown: Int) async throws {
        let run = try await query("FROM range(5000)", options)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == shown + 6)
        #expect(lines.last == "the first \(shown) of 5000 rows; --max-rows shows more, 0 all")
        #expect(try await query("FROM range(5000)", ["--max-rows", "0"]).output.hasSuffix("\n5000 rows\n"))
    }

    @Test(
        "Every format has the same rows",
        arguments: [
            ("json", #"[{"id":1,"name":"a"},{"id":2,"name":null}]"#), ("columns", #"{"id":[1,2],"name":["a",null]}"#),
            ("ndjson", "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}\n"), ("csv", "id,name\r\n1,a\r\n2,\r\n"),
            ("markdown", "| id | name |\n|---:|---|\n| 1 | a |\n| 2 | NULL |\n"),
        ]
    )
    func formats(format: String, expected: String) async throws {
        let sql = "FROM (VALUES (1, 'a'), (2, NULL)) t(id, name)"
        #expect(try await query(sql, ["--format", format]).output == expected)
        let file = scratch.path("rows")
        let written = try await query(sql, ["--format", format, "--output", file])
        #expect(written.status == 0 && written.output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == expected)
    }

    @Test("Parquet is written to a file and to a pipe, and reads back")
    func parquet() async throws {
        let (file, piped) = (scratch.path("file.parquet"), scratch.path("piped.parquet"))
        let sql = "SELECT i AS id, 'x' || i AS name FROM range(5000) t(i)"
        #expect(try await query(sql, ["--format", "parquet", "--output", file]).status == 0)
        let tool = BuiltExecutable.path("duckdb-serverless")
        let shell = try await GuardedProcess(name: "shell")
        try await shell.run(
            ["sh", "-c", "\"$1\" query \"$2\" --format parquet | cat > \"$3\"", "sh", tool, sql, piped],
            environment: ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
        )
        await shell.end()
        for path in [file, piped] {
            let read = try await query("SELECT count(*) AS n, max(name) AS name FROM '\(path)'", ["--format", "csv"])
            #expect(read.output == "n,name\r\n5000,x999\r\n", "\(read.errors)")
        }
    }

    @Test("The statement comes from the command line, a file or standard input")
    func input() async throws {
        let file = try scratch.write(Data("SELECT 7 AS n".utf8), as: "seven.sql")
        for arguments in [["SELECT 7 AS n"], ["--file", file], ["-"], ["--file", "-"]] {
            let run = try await ServerlessTool.run(
                ["query", "--format", "csv"] + arguments,
                environment: Self.environment,
                input: "SELECT 7 AS n"
            )
            #expect(run.output == "n\r\n7\r\n", "\(arguments) \(run.errors)")
        }
    }

    @Test("A statement without rows says OK, and a changed table says how much")
    func effects() async throws {
        #expect(try await query("CREATE TABLE t (a INTEGER)").output == "OK\n")
        let file = scratch.path("a.csv")
        #expect(try await query("COPY (FROM range(3)) TO '\(file)'").output.contains("│      3 │"))
    }

    @Test("Parameters of SQL are scalars of JSON, and text where they are none")
    func parameters() async throws {
        let sql = "SELECT typeof($a) AS a, typeof($b) AS b, $c AS c, $d AS d, $e AS e, $f AS f"
        let values = ["a=5", "b=true", "c=\"5\"", "d=null", "e=007", "f=[1]"]
        let run = try await query(sql, ["--format", "json"] + values.flatMap { ["-p", $0] })
        #expect(run.output == #"[{"a":"BIGINT","b":"BOOLEAN","c":"5","d":null,"e":"007","f":"[1]"}]"#, "\(run.errors)")
    }

    @Test("A query of the folder takes text for the types that its header declares, with its defaults and limits")
    func named() async throws {
        let text = """
            -- @param n INTEGER max=3
            -- @param names VARCHAR[] default=null
            -- @param since DATE default=2026-01-31
            SELECT $n AS n, $names AS names, $since AS since
            """
        try scratch.write(Data(text.utf8), as: "some.sql")
        let options = ["--queries", scratch.path, "--name", "some", "--format", "ndjson"]
        let run = try await query(nil, options + ["-p", "n=3", "-p", "names=a,b", "-p", "names=c"])
        #expect(run.output == "{\"n\":3,\"names\":[\"a\",\"b\",\"c\"],\"since\":\"2026-01-31\"}\n", "\(run.errors)")
        let failed = try await query(nil, options + ["-p", "n=4"])
        #expect(failed.status == 65 && failed.errors.contains("\"n\" must be 3 or less"))
        #expect(failed.output.isEmpty)
    }

    @Test("A query of the folder that is no job changes nothing")
    func changes() async throws {
        let file = scratch.path("out.csv")
        try scratch.write(Data("COPY (SELECT 1) TO '\(file)'".utf8), as: "copy.sql")
        let run = try await query(nil, ["--queries", scratch.path, "--name", "copy"])
        #expect(run.status == 65 && run.errors.contains("@job"))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("S3 and PostgreSQL are joined as a function joins them")
    func joined() async throws {
        let sources = try await JoinedSources()
        let run = try await ServerlessTool.run(
            // The statement begins with a comment, which an option would too.
            ["query", "-p", "least=2", "--format", "csv", "--", sources.query],
            environment: sources.environment
        )
        #expect(run.output == "name,events,total\r\ntwo,10,20\r\nthree,10,30\r\n", "\(run.errors)")
        for secret in sources.secrets { #expect(!run.errors.contains(secret)) }
    }

    private static let environment: [String: String?] = ["DEFAULT_BOOTSTRAP": nil]

    private func query(_ sql: String?, _ options: [String] = []) async throws -> ServerlessTool.Outcome {
        try await ServerlessTool.run(["query"] + (sql.map { [$0] } ?? []) + options, environment: Self.environment)
    }
}
