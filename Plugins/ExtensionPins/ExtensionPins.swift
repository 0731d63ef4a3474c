import Foundation
import PackagePlugin

/// Fails the build of a target when its package's `duckdb-extensions.json` pins another DuckDB than the linked one.
@main
struct ExtensionPins: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let pins = context.package.directoryURL.appending(path: "duckdb-extensions.json")
        guard FileManager.default.fileExists(atPath: pins.path) else {
            Diagnostics.error(
                "\(pins.path): the file is missing, which says what to bake for \(target.name). Write it, or remove the plugin ExtensionPins from the target."
            )
            return []
        }
        // Without outputs nothing is added to the target, and a check that passed compiles nothing anew. A file that is no
        // source would become a resource, and the accessor to it would link all of Foundation.
        return [
            .buildCommand(
                displayName: "Checking duckdb-extensions.json of \(target.name)",
                executable: try context.tool(named: "extension-pin-check").url,
                arguments: [pins.path],
                inputFiles: [pins] + library(linkedIn: context.package)
            )
        ]
    }

    /// The file of libduckdb, so that another one is checked again; none if it is in no usual place.
    private func library(linkedIn package: Package) -> [URL] {
        let flags = Self.systemLibraries(of: package).filter { $0.name == "CDuckDB" }.flatMap(\.linkerFlags)
        let named = flags.filter { $0.hasPrefix("-L") }.map { String($0.dropFirst(2)) }
        // pkg-config leaves out the folders that the linker searches by itself.
        let usual = [
            "/usr/local/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib",
        ]
        let files = (named + usual).map { URL(filePath: $0).appending(path: "libduckdb.so") }
        return Array(files.filter { FileManager.default.fileExists(atPath: $0.path) }.prefix(1))
    }

    private static func systemLibraries(of package: Package) -> [SystemLibraryTarget] {
        package.targets.compactMap { $0 as? SystemLibraryTarget }
            + package.dependencies.flatMap { systemLibraries(of: $0.package) }
    }
}
