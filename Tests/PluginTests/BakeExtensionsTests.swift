import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Plugin BakeExtensions")
struct BakeExtensionsTests {
    @Test("The documented command bakes what the package pins, takes the bake's options and tells its exit code")
    func bakes() async throws {
        let package = try DependentPackage()
        try package.pin("1.5.4", more: ", \"source\": \"folder\", \"from\": \".\"")
        try FileManager.default.copyItem(
            atPath: await BakedExtensions.inet("linux_amd64"),
            toPath: package.path("inet.duckdb_extension")
        )
        let refused = try await package.bake(flags: [])
        #expect(refused.status != 0)
        #expect(refused.output.contains("Use `--allow-writing-to-package-directory` to allow this."))

        let run = try await package.bake()
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("pins from duckdb-extensions.json of this folder"))
        let bundle = try ExtensionBundle(directory: package.path(".build/duckdb_extensions"), platform: .linuxAMD64)
        #expect(bundle.manifest.extensions.map(\.name.text) == ["inet"])

        let options = try await package.bake(["--target=elsewhere", "--platform", "linux_amd64", "--json"])
        #expect(options.status == 0, "\(options.output)")
        #expect(options.output.contains("\"folder\" : \"elsewhere/v1.5.4/linux_amd64\""))
        #expect(FileManager.default.fileExists(atPath: package.path("elsewhere/v1.5.4/linux_amd64/manifest.json")))

        let failure = try await package.bake(["--source", "folder", "--from", "Sources", "--target", "none"])
        #expect(failure.status != 0)
        #expect(failure.output.contains("Sources has neither inet.duckdb_extension"))
        #expect(failure.output.contains("error: duckdb-serverless bake ended with exit code 69"))
    }

    @Test("A command that cannot be started is named")
    func noTool() async throws {
        let package = try DependentPackage(environment: ["DUCKDB_SERVERLESS_TOOL": "/nowhere/duckdb-serverless"])
        try package.pin("1.5.4")
        let run = try await package.bake()
        #expect(run.status != 0)
        #expect(run.output.contains("/nowhere/duckdb-serverless"), "\(run.output)")
    }
}
