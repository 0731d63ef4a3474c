import ArgumentParser
import DuckDBServerless
import Foundation

/// `duckdb-serverless bind`: a libduckdb that a process starts sooner with.
struct BindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind",
        abstract: "Settles the references of libduckdb.so to its own symbols, so that processes start sooner.",
        discussion: """
            The official library lets any other one replace its functions, so that the dynamic linker looks up 37 000 of \
            its own addresses by name at every start of a process, and 23 000 functions at their first call. Bound, it \
            has them in the file, as if it had been linked with -Bsymbolic. Everything else of it stays as it is. \
            'package' does this by itself.

            Only symbols of DuckDB and of its own copy of ICU are bound. A library that is bound already stays so. The file \
            is replaced when the new one is whole.

            Exit codes:
              0   the library is bound
              64  the command line is wrong
              65  the file is no library that can be bound
              69  the file does not exist or cannot be read
              73  the output cannot be written

            Examples:
              duckdb-serverless bind /function/lib/libduckdb.so
              duckdb-serverless bind /usr/local/lib/libduckdb.so --output layer/lib/libduckdb.so
            """
    )

    @Option(help: ArgumentHelp("Where to put it instead of replacing the library.", valueName: "file"))
    var output: String?

    @Flag(help: "Print the result as JSON only.")
    var json = false

    @Argument(help: ArgumentHelp("The library.", valueName: "file"), completion: .file())
    var library: String

    func validate() throws {
        guard !library.isEmpty, output?.isEmpty != true else {
            throw ValidationError("The library or --output is empty: is a variable not set?")
        }
    }

    func run() async throws {
        try await report(json: json) { () async throws(CommandFailure) in
            try CommandFailure.wrapping { () throws(ExtensionError) in try bind() }
        }
    }

    private func bind() throws(ExtensionError) -> BindReport {
        // A link stays a link.
        let (origin, target) = (Self.resolved(library), Self.resolved(output ?? library))
        // Before anything is made in its folder.
        _ = try ExtensionFile(path: origin, shownAs: library)
        let staging = try StagingFolder(in: URL(filePath: target).deletingLastPathComponent().path)
        defer { staging.remove() }
        let bound = "\(try staging.makeFolder(named: "bound"))/libduckdb.so"
        let binding = try EngineLibrary.bind(origin, to: bound)
        try BundleFolder.writing(target) {
            let mode = try FileManager.default.attributesOfItem(atPath: origin)[.posixPermissions] ?? 0o755
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: bound)
            guard rename(bound, target) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        }
        return BindReport(path: target, addresses: binding.addresses, calls: binding.calls)
    }

    private static func resolved(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }
}
