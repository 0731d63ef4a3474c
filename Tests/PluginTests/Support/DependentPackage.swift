import Foundation
import LocalServices

/// A package in a folder of its own that depends on this one and uses both plugins, as a user's does.
///
/// Of this package it sees what `DUCKDB_CLIENT_ALONE` leaves, so that nothing is fetched and little is compiled; the bake
/// runs the command that was built together with the tests.
struct DependentPackage {
    private let scratch: ScratchFolder
    private let environment: [String: String]

    /// Makes a package with one program.
    ///
    /// - Parameter environment: for `swift`, on top of the tests' own.
    /// - Throws: what `FileManager` throws.
    init(environment: [String: String] = [:]) throws {
        scratch = try ScratchFolder()
        let own = [
            "DUCKDB_CLIENT_ALONE": "1", "DUCKDB_SERVERLESS_TOOL": BuiltExecutable.path("duckdb-serverless"),
        ]
        self.environment = own.merging(environment) { $1 }
        // The name of the folder is the package's name to those that depend on it.
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("duckdb-serverless"),
            withDestinationPath: URL(filePath: #filePath).appending(path: "../../../..").standardized.path
        )
        try FileManager.default.createDirectory(atPath: path("Sources/App"), withIntermediateDirectories: true)
        try write(manifest, as: "Package.swift")
        try write("print(1)\n", as: "Sources/App/main.swift")
    }

    /// The package's folder.
    var folder: String { scratch.path("app") }

    /// The path of a file in it.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    /// Writes the pin file, the version on its second line.
    func pin(_ version: String, more: String = "") throws {
        let text = """
            {
                "duckdbVersion": "\(version)",
                "platforms": ["linux_amd64"],
                "extensions": ["inet"]\(more)
            }
            """
        try write(text, as: "duckdb-extensions.json")
    }

    func build() async throws -> Command {
        try await Command(["swift", "build"], in: folder, environment: environment)
    }

    /// Runs the command plugin with the flags that the documentation names.
    func bake(_ arguments: [String] = [], flags: [String] = permissions) async throws -> Command {
        try await Command(
            ["swift", "package"] + flags + ["bake-extensions"] + arguments,
            in: folder,
            environment: environment
        )
    }

    static let permissions = ["--allow-writing-to-package-directory", "--allow-network-connections", "all"]

    private let manifest = """
        // swift-tools-version: 6.0
        import PackageDescription

        let package = Package(
            name: "app",
            dependencies: [.package(path: "../duckdb-serverless")],
            targets: [
                .executableTarget(
                    name: "App",
                    plugins: [.plugin(name: "ExtensionPins", package: "duckdb-serverless")]
                )
            ]
        )
        """
}
