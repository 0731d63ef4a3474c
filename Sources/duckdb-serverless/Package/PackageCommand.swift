import ArgumentParser
import DuckDBServerless
import Foundation

/// `duckdb-serverless package`: a function and a layer for Lambda as zip archives.
struct PackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Makes function.zip and layer.zip for Lambda's provided.al2023.",
        discussion: """
            function.zip holds bootstrap (the executable, stripped), the shared libraries it needs and Lambda lacks, such \
            as libduckdb.so (bound, as 'bind' does it), in lib/, and queries/. layer.zip holds the bundle for the executable's engine and machine, \
            which then lies in /opt/duckdb_extensions. The bundle is checked first, as 'verify' does; a function for \
            another machine than this one can be packaged. The same files give the same bytes, whenever and wherever \
            they are packaged. Both archives are put in place when both are whole.

            The executable must look for libraries beside itself. '--product' links it that way, and so does
              swift build -c release -Xlinker -rpath -Xlinker '$ORIGIN/lib'

            Exit codes:
              0   both archives are in place
              64  the command line is wrong
              65  the executable, the bundle or the queries are not what can be deployed
              69  a file or a library does not exist, or a tool fails
              73  the output cannot be written

            Examples:
              duckdb-serverless package --product MyFunction --bundle layer --output package
              duckdb-serverless package --function .build/release/QueryFunction --bundle layer --queries queries \
            --output package
            """
    )

    @Option(help: ArgumentHelp("The executable.", valueName: "file"), completion: .file())
    var function: String?

    @Option(help: ArgumentHelp("Instead: the executable product to build, of the package here.", valueName: "name"))
    var product: String?

    @Option(help: ArgumentHelp("The directory that was baked into.", valueName: "dir"), completion: .directory)
    var bundle: String

    @Option(help: ArgumentHelp("A folder of queries to go along.", valueName: "dir"), completion: .directory)
    var queries: String?

    @Option(help: ArgumentHelp("The folder for the archives.", valueName: "dir"), completion: .directory)
    var output: String

    @Option(
        name: .customLong("library-path"),
        help: ArgumentHelp("A folder to look for shared libraries in first; may be given again.", valueName: "dir"),
        completion: .directory
    )
    var libraryFolders: [String] = []

    @Option(help: "The system that it is for.")
    var base = BaseSystem.al2023

    @Flag(help: "Leave symbols in, for debuggers.")
    var keepSymbols = false

    @Flag(help: "Leave libduckdb to look its own symbols up at every start; see 'bind'.")
    var keepBindings = false

    @Flag(help: "Package more than the 250 MB that Lambda allows.")
    var allowOversize = false

    @Flag(help: "Print the result as JSON only.")
    var json = false

    func validate() throws {
        guard !bundle.isEmpty, !output.isEmpty else {
            throw ValidationError("--bundle or --output is empty: is a variable not set?")
        }
        guard (function == nil) != (product == nil) else {
            throw ValidationError("Give one of --function and --product.")
        }
    }

    func run() async throws {
        try await report(json: json) { () async throws(CommandFailure) in
            let staging = try CommandFailure.wrapping { () throws(ExtensionError) in try StagingFolder(in: output) }
            defer { staging.remove() }
            return try await packager(in: staging).package(in: staging)
        }
    }

    private func packager(in staging: StagingFolder) async throws(CommandFailure) -> Packager {
        do throws(ExtensionError) {
            let program = try FunctionProgram(path: try await executable(in: staging), libraryFolders: libraryFolders)
            try base.check(program.files)
            var files: [String: String] = [:]
            if let queries { files = try QueryFolder.files(in: queries) }
            return Packager(
                program: program,
                bundle: bundle,
                queries: files,
                output: output,
                keepsSymbols: keepSymbols,
                bindsEngine: !keepBindings,
                allowsOversize: allowOversize
            )
        } catch {
            throw CommandFailure(errors: [error])
        }
    }

    private func executable(in staging: StagingFolder) async throws(ExtensionError) -> String {
        guard let product else { return function ?? "" }
        return try await BuildTool.build(product: product, loggingIn: try staging.makeFolder(named: "build"))
    }
}
