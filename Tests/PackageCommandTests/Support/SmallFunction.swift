import Foundation
import LocalServices

/// A program of a few bytes, linked to a libduckdb that is nothing but its version, for either machine.
///
/// It does nothing. What packaging looks at is there: the machine, the libraries, and where they are looked for.
struct SmallFunction {
    var platform = "linux_amd64"
    /// The version that its libduckdb names, besides an older one.
    var engine = "v1.5.4"
    var searchPath: String? = "$ORIGIN/lib"
    /// What starts it; nil for a statically linked one.
    var interpreter: String? = "/lib64/ld-linux-x86-64.so.2"
    var isLibrary = false
    var needsEngine = true
    /// The name by which it asks for one more library.
    var furtherLibrary: String?
    /// A version of glibc that it needs something of.
    var glibc: String?

    /// Makes `program` in a folder, and its libraries in `libraries` there.
    ///
    /// - Returns: the options of the command that name both.
    func make(in scratch: ScratchFolder) async throws -> [String] {
        let libraries = scratch.path("libraries")
        try FileManager.default.createDirectory(atPath: libraries, withIntermediateDirectories: true)
        let versions = """
            const char versions[] = "\\0v0.10.3\\0\(engine)";
            void engine(void) {}
            void (*duckdb_pointer)(void) = engine;
            void (**duckdb_reference)(void) = &duckdb_pointer;
            """
        try await compile(versions, ["-shared", "-Wl,-soname,libduckdb.so", "-o", "\(libraries)/libduckdb.so"])
        if let glibc {
            let script = try scratch.write(Data("GLIBC_\(glibc) { global: newest; };".utf8), as: "versions")
            let options = ["-shared", "-Wl,-soname,libc.so.6", "-Wl,--version-script=\(script)"]
            try await compile("void newest(void) {}", options + ["-o", "\(libraries)/libc.so.6"])
        }
        if let furtherLibrary {
            let options = ["-shared", "-Wl,-soname,\(furtherLibrary)", "-o", "\(libraries)/further.so"]
            try await compile("void further(void) {}", options)
        }
        let calls = [
            needsEngine ? "engine" : nil, glibc == nil ? nil : "newest", furtherLibrary == nil ? nil : "further",
        ].compactMap(\.self)
        let source = calls.map { "void \($0)(void);" } + ["void _start(void) {"] + calls.map { "\($0)();" } + ["}"]
        let linked = [
            needsEngine ? "libduckdb.so" : nil, glibc == nil ? nil : "libc.so.6",
            furtherLibrary == nil ? nil : "further.so",
        ].compactMap(\.self)
        let files = interpreter == nil ? [] : linked.map { "\(libraries)/\($0)" }
        try await compile(source.joined(separator: "\n"), linking + ["-o", scratch.path("program")] + files)
        return ["--function", scratch.path("program"), "--library-path", libraries]
    }

    private func compile(_ source: String, _ options: [String]) async throws {
        let machine = platform == "linux_arm64" ? "aarch64" : "x86_64"
        let command = ["clang", "--target=\(machine)-linux-gnu", "-g", "-fPIC", "-nostdlib", "-fuse-ld=lld"]
        let clang = try await GuardedProcess(name: "clang")
        try await clang.run(command + ["-x", "c", "-", "-x", "none"] + options, input: source)
        await clang.end()
    }

    private var linking: [String] {
        guard let interpreter else { return ["-static", "-Wl,--unresolved-symbols=ignore-all"] }
        let path = searchPath.map { ["-Wl,-rpath,\($0)"] } ?? []
        return path + (isLibrary ? ["-shared"] : ["-pie", "-Wl,--dynamic-linker=\(interpreter)"])
    }
}
