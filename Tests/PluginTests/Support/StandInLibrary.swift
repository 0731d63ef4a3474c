import Foundation
import LocalServices

/// A libduckdb that knows its version and nothing else, installed for `pkg-config`.
struct StandInLibrary {
    private let prefix: ScratchFolder

    init(version: String) async throws {
        prefix = try ScratchFolder()
        let module = "prefix=\(prefix.path)\nName: DuckDB\nDescription: x\nVersion: 1\nLibs: -L${prefix} -lduckdb\n"
        try prefix.write(Data("\(module)Cflags: -I${prefix}\n".utf8), as: "duckdb.pc")
        try prefix.write(Data("const char *duckdb_library_version(void);\n".utf8), as: "duckdb.h")
        try await install(version: version)
    }

    /// What makes `swift` compile, link and run with it.
    var environment: [String: String] { ["PKG_CONFIG_PATH": prefix.path, "LD_LIBRARY_PATH": prefix.path] }

    /// Replaces the file by one of another version.
    func install(version: String) async throws {
        let source = "const char *duckdb_library_version(void) { return \"v\(version)\"; }\n"
        try prefix.write(Data(source.utf8), as: "version.c")
        let clang = ["clang", "-shared", "-fPIC", "-o", "libduckdb.so", "version.c"]
        let run = try await Command(clang, in: prefix.path)
        guard run.status == 0 else { throw Failure(description: run.output) }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
