import DuckDBClient
import Foundation
import LocalServices
import Testing

@Suite("The packaged function, unpacked into a root with nothing but a base system")
struct PackagedFunctionTests {
    private static let queries = [
        // Before it all that is configured is loaded.
        "call": "-- @job\nCALL pragma_version()",
        "extensions": "SELECT install_path FROM duckdb_extensions() WHERE extension_name = 'httpfs' AND loaded",
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
            "package", "--function", BuiltExecutable.path("QueryFunction"), "--base", "this-machine",
            "--bundle", try await ExtensionBundleFolder.path, "--queries", try await folder(scratch),
            "--output", scratch.path("out"),
        ])
        #expect(made.status == 0, "\(made.errors)")
        for (archive, target) in [("function", "var/task"), ("layer", "opt")] {
            try await succeed(["unzip", "-q", scratch.path("out/\(archive).zip"), "-d", "\(root)/\(target)"])
        }

        // The root has no other libduckdb and no Swift, and there is no LD_LIBRARY_PATH, as Lambda sets it: the function
        // has to find its libraries by itself.
        let function = IsolatedFunction(root: root, environment: ["DEFAULT_BOOTSTRAP": "s3"])
        let run = try await function.invoke(["parquet", "call", "extensions"].map { "{\"query\": \"\($0)\"}" })
        let texts = run.answers.map(\.text)
        try #require(texts.count == 3)
        #expect(texts[0] == #"[{"total":499500}]"#, "\(run.log)")
        #expect(texts[1].contains("v1.5.4"), "\(run.log)")
        #expect(texts[2].contains("/opt/duckdb_extensions/v1.5.4/"), "\(texts[2])")
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
