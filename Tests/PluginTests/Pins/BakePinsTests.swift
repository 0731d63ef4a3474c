import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Bake from a pin file")
struct BakePinsTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func pin(
        version: String = "1.5.4",
        platforms: [String] = ["linux_amd64", "linux_arm64"],
        extensions: [String] = ["inet"],
        more: String = ""
    ) throws {
        let text = """
            {
                "duckdbVersion": "\(version)",
                "platforms": \(platforms),
                "extensions": \(extensions)\(more)
            }
            """
        try scratch.write(Data(text.utf8), as: "duckdb-extensions.json")
    }

    /// Runs the bake in the folder of the pin file.
    private func bake(_ arguments: [String]) async throws -> Command {
        try await Command([BuiltExecutable.path("duckdb-serverless"), "bake"] + arguments, in: scratch.path)
    }

    @Test("Several platforms are several bundles in one target, and the file of the current folder is taken")
    func platforms() async throws {
        try scratch.copy(await BakedExtensions.directory, as: "out")
        try pin(more: ", \"source\": \"pypi\"")
        let run = try await bake(["--target", "out"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("pins from duckdb-extensions.json of this folder\nout/v1.5.4/linux_amd64\n"))
        #expect(run.output.contains("\nout/v1.5.4/linux_arm64\n"))
    }

    @Test("A folder is meant as seen from the pin file, and aliases are resolved")
    func folder() async throws {
        try FileManager.default.createDirectory(atPath: scratch.path("a"), withIntermediateDirectories: false)
        try scratch.copy(await BakedExtensions.inet("linux_arm64"), as: "a/inet.duckdb_extension")
        try pin(platforms: ["linux_arm64"], extensions: ["INET"], more: ", \"source\": \"folder\", \"from\": \"a\"")
        let run = try await Command(
            [
                BuiltExecutable.path("duckdb-serverless"), "bake", "--json", "--target", scratch.path("out"), "--pins",
                scratch.path("duckdb-extensions.json"),
            ],
            in: "/"
        )
        #expect(run.status == 0, "\(run.output)")
        let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
        #expect(result.pins == scratch.path("duckdb-extensions.json"))
        #expect(result.bundles.map(\.extensions.first?.name.text) == ["inet"])
        let bundle = try ExtensionBundle(directory: scratch.path("out"), platform: .linuxARM64)
        #expect(bundle.manifest.extensions == result.bundles.first?.extensions)
    }

    @Test("A platform that fails leaves the others baked, and nothing of itself")
    func partly() async throws {
        try scratch.copy(await BakedExtensions.inet("linux_amd64"), as: "inet.duckdb_extension")
        try pin(more: ", \"source\": \"folder\", \"from\": \".\"")
        let run = try await bake(["--target", "out"])
        #expect(run.status == 65)
        #expect(
            run.output.contains("for DuckDB on linux_amd64, not for linux_arm64") || run.output.contains("linux_arm64")
        )
        let bundles = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out/v1.5.4"))
        #expect(bundles == ["linux_amd64"])
    }

    @Test("--platform picks one of the file's, and --source replaces the file's")
    func picked() async throws {
        try scratch.copy(await BakedExtensions.inet("linux_arm64"), as: "inet.duckdb_extension")
        try pin(more: ", \"source\": \"pypi\"")
        let run = try await bake(["--target", "out", "--platform", "linux_arm64", "--source", "folder", "--from", "."])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("folder:inet.duckdb_extension"))
        let bundles = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out/v1.5.4"))
        #expect(bundles == ["linux_arm64"])
    }

    @Test(
        "A command line that contradicts the file is refused",
        arguments: [
            (["--version", "1.5.3"], Int32(65), "pins DuckDB 1.5.4, and --version asks for 1.5.3"),
            (["--platform", "linux_arm64"], 65, "does not list the platform linux_arm64"),
            (["--pins", "duckdb-extensions.json", "httpfs"], 64, "--pins and names exclude each other"),
            (["--pins", "other.json"], 65, "other.json:1: the file cannot be read"),
        ]
    )
    func contradiction(arguments: [String], status: Int32, message: String) async throws {
        try pin(platforms: ["linux_amd64"])
        let run = try await bake(["--target", "out"] + arguments)
        #expect(run.status == status)
        #expect(run.output.contains(message), "\(run.output)")
        #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
    }

    @Test(
        "A file that asks for what there is not is refused with its line",
        arguments: [
            ("1.5", "linux_amd64", "", "duckdb-extensions.json:2: '1.5' is not a DuckDB version"),
            ("1.5.4", "osx_arm64", "", "duckdb-extensions.json:3: 'osx_arm64' is not a platform"),
            ("1.5.4", "linux_amd64", ",\n\"source\": \"npm\"", "duckdb-extensions.json:5: 'npm' is not a source"),
            ("1.5.4", "linux_amd64", ",\n\"from\": \"a\",\n\"source\": \"pypi\"", "--source pypi takes no --from"),
            ("1.5.4", "linux_amd64", ",\n\n\"source\": \"folder\"", "--source folder and --from PATH go together"),
            ("1.5.4", "linux_amd64", ",\n\"from\": \"ftp://a\"", "--from must be an http or https address"),
        ]
    )
    func unknown(version: String, platform: String, more: String, message: String) async throws {
        try pin(version: version, platforms: [platform], more: more)
        let run = try await bake(["--target", "out", "--json"])
        #expect(run.status == 65)
        #expect(run.output.contains("\"code\" : \"pinsInvalid\""))
        #expect(run.output.contains(message), "\(run.output)")
    }

    @Test("Without names, a pin file is asked for")
    func neither() async throws {
        let run = try await bake(["--target", "out"])
        #expect(run.status == 64)
        #expect(
            run.output.contains("Name extensions, or write a duckdb-extensions.json here, or give one with --pins.")
        )
    }

    private struct Result: Decodable {
        let pins: String
        let bundles: [ExtensionManifest]
    }
}
