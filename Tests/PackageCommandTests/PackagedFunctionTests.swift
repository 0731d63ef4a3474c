import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("The packaged function, unpacked into a root with nothing but a base system")
struct PackagedFunctionTests {
    private static let queries = [
        "extensions": """
        SELECT extension_name AS name, install_path AS path FROM duckdb_extensions()
        WHERE loaded AND install_mode <> 'STATICALLY_LINKED' ORDER BY name
        """,
        "libraries": """
        SELECT DISTINCT regexp_extract(line, '(/\\S+)/[^/]+$', 1) AS folder
        FROM (SELECT unnest(string_split(content, chr(10))) AS line FROM read_text('/proc/self/maps'))
        WHERE line LIKE '%/%.so%' ORDER BY folder
        """,
        "parquet": "SELECT sum(i)::BIGINT AS total FROM '/var/task/queries/numbers.parquet'",
    ]

    @Test(
        "It answers, read-only, unprivileged, without network and HOME, from its own libraries and the layer's bundle"
    )
    func answers() async throws {
        let scratch = try ScratchFolder()
        let root = scratch.path("root")
        try await SystemRoot.make(root)
        let made = try await ServerlessTool.run([
            "package", "--function", BuiltExecutable.path("QueryFunction"), "--bundle",
            try await ExtensionBundleFolder.path,
            "--queries", try await folder(scratch), "--base", "this-machine", "--output", scratch.path("out"),
        ])
        #expect(made.status == 0, "\(made.errors)")
        for (archive, target) in [("function", "var/task"), ("layer", "opt")] {
            try await succeed(["unzip", "-q", scratch.path("out/\(archive).zip"), "-d", "\(root)/\(target)"])
        }

        // No LD_LIBRARY_PATH either, which Lambda sets: the function's own search path has to do.
        let function = IsolatedFunction(root: root, environment: ["DEFAULT_BOOTSTRAP": "s3"])
        let run = try await function.invoke(["parquet", "extensions", "libraries"].map { "{\"query\": \"\($0)\"}" })
        let texts = run.answers.map(\.text)
        try #require(texts.count == 3)
        #expect(texts[0] == #"[{"total":499500}]"#, "\(run.log)")
        #expect(texts[1].contains("/opt/duckdb_extensions/v1.5.4/"), "\(texts[1])")
        #expect(texts[1].contains(#""name":"httpfs""#))
        let folders = try JSONDecoder().decode([[String: String]].self, from: run.answers[2].body).compactMap(
            \.["folder"]
        )
        #expect(folders.contains("/var/task/lib"))
        #expect(!folders.contains { $0.contains("swift") || $0.hasPrefix("/usr/local") }, "\(folders)")
    }

    private func folder(_ scratch: ScratchFolder) async throws -> String {
        let folder = scratch.path("queries")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for (name, sql) in Self.queries { try scratch.write(Data(sql.utf8), as: "queries/\(name).sql") }
        let file = SQL.literal("\(folder)/numbers.parquet")
        _ = try await Database.open().withConnection { connection in
            try connection.execute("COPY (SELECT i FROM range(1000) t(i)) TO \(file)")
        }
        return folder
    }
}
