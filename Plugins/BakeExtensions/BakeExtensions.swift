import Foundation
import PackagePlugin

/// `swift package bake-extensions`: runs `duckdb-serverless bake` in the package's folder, where its pin file lies.
@main
struct BakeExtensions: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        guard let tool = try tool() else { return }
        let bake = Process()
        bake.executableURL = tool
        bake.arguments = ["bake"] + target(unlessIn: arguments) + arguments
        bake.currentDirectoryURL = context.package.directoryURL
        try bake.run()
        bake.waitUntilExit()
        guard bake.terminationStatus == 0 else {
            Diagnostics.error("duckdb-serverless bake ended with exit code \(bake.terminationStatus)")
            return
        }
    }

    /// A place that `.gitignore` has already, and `swift build` does not look at.
    private func target(unlessIn arguments: [String]) -> [String] {
        let given = arguments.contains { $0 == "--target" || $0.hasPrefix("--target=") }
        return given ? [] : ["--target", ".build/duckdb_extensions"]
    }

    /// The command, built where `swift build --configuration release` builds it.
    ///
    /// As a dependency of this plugin, SwiftNIO and BoringSSL would be compiled once more, in debug mode, for the host.
    private func tool() throws -> URL? {
        if let path = ProcessInfo.processInfo.environment["DUCKDB_SERVERLESS_TOOL"], !path.isEmpty {
            return URL(filePath: path)
        }
        let build = try packageManager.build(
            .product("duckdb-serverless"),
            parameters: .init(configuration: .release, echoLogs: true)
        )
        guard build.succeeded, let tool = build.builtArtifacts.first(where: { $0.kind == .executable }) else {
            Diagnostics.error("duckdb-serverless cannot be built:\n\(build.logText)")
            return nil
        }
        return tool.url
    }
}
