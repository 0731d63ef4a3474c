import DuckDBServerless

/// The tools of the build machine that take part in packaging.
enum BuildTool {
    /// Builds an executable product of the package in the current folder, and answers its path.
    ///
    /// It is linked so that it finds its libraries in `lib/` beside itself.
    ///
    /// - Throws: `ExtensionError` with code `sourceUnavailable` or `cannotWrite`.
    static func build(product: String, loggingIn folder: String) async throws(ExtensionError) -> String {
        let build = ["swift", "build", "--configuration", "release"]
        let link = ["--product", product, "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/lib"]
        _ = try await succeed(build + link, building: product, folder)
        let folders = try await succeed(build + ["--show-bin-path"], building: product, folder)
        return "\(folders)/\(product)"
    }

    private static func succeed(
        _ command: [String],
        building product: String,
        _ folder: String
    ) async throws(ExtensionError) -> String {
        let run = try await ToolRun(command, loggingIn: folder)
        guard run.status == 0 else {
            throw ExtensionError(
                .sourceUnavailable,
                "swift build of \(product) failed",
                remedy: "Run it in the package's folder: \(command.joined(separator: " "))",
                details: run.output
            )
        }
        return run.output
    }

    /// Copies a program or a library without its symbols, which only debuggers read.
    ///
    /// - Throws: `ExtensionError` with code `sourceUnavailable` or `cannotWrite`.
    static func strip(_ file: String, to target: String, loggingIn folder: String) async throws(ExtensionError) {
        // Swift's own tool knows every machine; a system's strip knows only its own.
        let tools = [["llvm-objcopy", "--strip-all", file, target], ["strip", "--strip-all", "-o", target, file]]
        var details = ""
        for tool in tools {
            let run = try await ToolRun(tool, loggingIn: folder)
            if run.status == 0 { return }
            details = run.output
            if run.isFound { break }
        }
        throw ExtensionError(
            .sourceUnavailable,
            "\(file) cannot be stripped of its symbols",
            remedy: "Have Swift's llvm-objcopy, or binutils, on the PATH, or give --keep-symbols",
            details: details
        )
    }
}
