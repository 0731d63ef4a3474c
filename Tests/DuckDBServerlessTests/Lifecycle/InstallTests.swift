import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("Installing what no bundle has, where one develops")
struct InstallTests {
    private static let cast = "SELECT '10.0.0.1'::INET::VARCHAR"

    @Test(
        "What is asked for is installed from the repository, once, and the timeline says so",
        arguments: [true, false]
    )
    func installs(withBundle: Bool) async throws {
        let mirror = try await ExtensionMirror()
        let home = try ScratchFolder()
        var variables = variables(mirror.url)
        if withBundle { variables["DUCKDB_EXTENSION_DIRECTORY"] = try await ExtensionBundleFolder.path }
        let report = try await WakeProbe.run(variables, home: home, [Self.cast])
        #expect(report.statements.first?.rows == [["10.0.0.1"]])
        #expect(report.wake.phases.contains { $0.name == "install inet" })
        let file = "v1.5.4/\(ExtensionPlatform.current)/inet.duckdb_extension"
        #expect(FileManager.default.fileExists(atPath: home.path(".duckdb/extensions/\(file)")))
        // The second wake finds it there: without a network too.
        let again = try await WakeProbe.run(variables, home: home, isolatedIn: mirror.directory, [Self.cast])
        #expect(again.statements.first?.rows == [["10.0.0.1"]])
    }

    @Test("A folder is a repository too")
    func installsFromFolder() async throws {
        let mirror = try await ExtensionMirror()
        let report = try await WakeProbe.run(variables(mirror.directory), home: ScratchFolder(), [Self.cast])
        #expect(report.statements.first?.rows == [["10.0.0.1"]])
    }

    @Test("Without HOME it works as well")
    func installsWithoutHome() async throws {
        // HOME is /tmp then, which is everybody's: what is there already must not matter, nor stay.
        let mirror = try await ExtensionMirror()
        let installed = "/tmp/.duckdb/extensions/v1.5.4/\(ExtensionPlatform.current)/inet.duckdb_extension"
        let wasThere = FileManager.default.fileExists(atPath: installed)
        let report = try await WakeProbe.run(variables(mirror.url), [Self.cast])
        #expect(report.statements.first?.rows == [["10.0.0.1"]])
        if !wasThere {
            for suffix in ["", ".info"] { try? FileManager.default.removeItem(atPath: installed + suffix) }
        }
    }

    @Test("A repository that lacks it, or that is not there, is an error with the command that bakes it")
    func reportsRepository() async throws {
        let mirror = try await ExtensionMirror()
        let lacking = mirror.url + "/nothing"
        for repository in [lacking, "http://127.0.0.1:1", "/nowhere"] {
            let report = try await WakeProbe.run(variables(repository), home: ScratchFolder())
            let error = try #require(report.wake.error)
            #expect(error.type == "ExtensionError")
            #expect(error.code == "sourceUnavailable", "\(error)")
            #expect(error.text.contains("inet") && error.text.contains("duckdb-serverless bake"), "\(error)")
        }
    }

    @Test("A repository with TLS is asked with the bundle's httpfs; without it, the error names httpfs")
    func reportsTLS() async throws {
        var variables = variables("https://127.0.0.1:1")
        let without = try #require(await WakeProbe.run(variables, home: ScratchFolder()).wake.error)
        #expect(without.code == "loadFailed" && without.text.contains("httpfs"), "\(without)")
        variables["DUCKDB_EXTENSION_DIRECTORY"] = try await ExtensionBundleFolder.path
        let with = try #require(await WakeProbe.run(variables, home: ScratchFolder()).wake.error)
        #expect(with.code == "sourceUnavailable" && with.text.contains("https://127.0.0.1:1"), "\(with)")
    }

    @Test("What was altered on its way is not installed, under any policy", arguments: ExtensionTrust.allCases)
    func refusesAltered(trust: ExtensionTrust) async throws {
        let mirror = try await ExtensionMirror { try FileEdit.flip(5_000_000, of: $0) }
        let home = try ScratchFolder()
        var variables = variables(mirror.url)
        variables["DUCKDB_EXTENSION_TRUST"] = trust.rawValue
        variables["DUCKDB_EXTENSION_DIRECTORY"] = try await ExtensionBundleFolder.path
        let error = try await WakeProbe.run(variables, home: home).wake.error
        #expect(error?.code == "signatureInvalid", "\(String(describing: error))")
    }

    @Test("What was altered after it was installed is not loaded")
    func refusesAlteredInstallation() async throws {
        let mirror = try await ExtensionMirror()
        let home = try ScratchFolder()
        var variables = variables(mirror.url)
        variables["DUCKDB_EXTENSION_DIRECTORY"] = try await ExtensionBundleFolder.path
        #expect(try await WakeProbe.run(variables, home: home).wake.isAwake)
        let file = "v1.5.4/\(ExtensionPlatform.current)/inet.duckdb_extension"
        try FileEdit.flip(5_000_000, of: home.path(".duckdb/extensions/\(file)"))
        #expect(try await WakeProbe.run(variables, home: home).wake.error?.code == "signatureInvalid")
    }

    @Test(
        "On Lambda and other platforms nothing is installed, and the error names the bake command",
        arguments: ["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API", "K_SERVICE", "DUCKDB_EXTENSION_INSTALL"]
    )
    func installsNothingWhenDeployed(variable: String) async throws {
        let mirror = try await ExtensionMirror()
        let home = try ScratchFolder()
        var variables = variables(mirror.url)
        variables["DUCKDB_EXTENSION_INSTALL"] = nil
        variables[variable] = "off"
        let error = try await WakeProbe.run(variables, home: home).wake.error
        #expect(error?.code == "notFound")
        let command = "duckdb-serverless bake --version 1.5.4 --platform \(ExtensionPlatform.current) --target DIR inet"
        #expect(error?.text.contains(command) == true, "\(String(describing: error))")
        #expect(!FileManager.default.fileExists(atPath: home.path(".duckdb")))
    }

    private func variables(_ repository: String) -> [String: String] {
        [
            "DUCKDB_EXTENSION_DIRECTORY": "/nowhere", "DUCKDB_EXTENSIONS": "inet",
            "DUCKDB_EXTENSION_INSTALL": "on", "DUCKDB_EXTENSION_REPOSITORY": repository,
        ]
    }
}
