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
            has them in the file, as if it had been linked with -Bsymbolic. 'package' does this by itself.

            Only symbols of DuckDB and of its own copy of ICU are bound. A program that replaces one of its functions, or sets \
            or copies one of its variables, no longer reaches the library's own with it; the C API has none to set. Where a process \
            binds all calls when it starts, as with LD_BIND_NOW, these are looked up as before. A library that is bound already stays \
            so. The file is replaced when the new one is whole.

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

    @Option(help: ArgumentHelp("Where to put it instead of replacing the library.", valueName: "path"))
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
        let (origin, target) = (Self.resolved(library), Self.resolved(outputFile))
        // Before anything is made in its folder: what is no library is not copied.
        _ = try EngineLibrary.binding(of: origin, shownAs: library)
        let staging = try StagingFolder(in: URL(filePath: target).deletingLastPathComponent().path)
        defer { staging.remove() }
        let bound = "\(try staging.makeFolder(named: "bound"))/libduckdb.so"
        let binding = try EngineLibrary.bind(origin, shownAs: library, to: bound)
        try BundleFolder.writing(target) {
            var status = stat()
            guard stat(origin, &status) == 0 else { throw Self.lastError }
            // Only root may give a file away; the mode comes afterwards, since that takes bits of it.
            _ = chown(bound, status.st_uid, status.st_gid)
            guard chmod(bound, status.st_mode & 0o7777) == 0, rename(bound, target) == 0 else { throw Self.lastError }
        }
        return BindReport(path: target, addresses: binding.addresses, calls: binding.calls)
    }

    /// A folder gets a file of the library's name.
    private var outputFile: String {
        guard let output else { return library }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
        guard output.hasSuffix("/") || (exists && isFolder.boolValue) else { return output }
        return URL(filePath: output).appending(path: URL(filePath: library).lastPathComponent).path
    }

    private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    private static func resolved(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }
}
