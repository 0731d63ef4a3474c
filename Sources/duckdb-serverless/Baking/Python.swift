import DuckDBServerless

/// The `python3` of the build machine: pip downloads wheels, and its standard library unpacks them.
enum Python {
    /// Runs a module to its end.
    ///
    /// - Parameters:
    ///   - arguments: module and arguments, as after `python3 -m`.
    ///   - folder: an existing folder to keep the log in.
    /// - Returns: the exit status and what was printed.
    /// - Throws: `ExtensionError` with code `sourceUnavailable` if there is no `python3`, or `cannotWrite`.
    static func run(_ arguments: [String], loggingIn folder: String) async throws(ExtensionError) -> ToolRun {
        let run = try await ToolRun(["python3", "-c", module] + arguments, loggingIn: folder)
        guard run.isFound else {
            throw ExtensionError(
                .sourceUnavailable,
                "python3 cannot be started",
                remedy: "Install python3 with pip, or give unpacked files with --source folder --from PATH"
            )
        }
        return run
    }

    /// As `-m`, which would run a module of that name in the current folder before Python 3.11.
    private static let module = """
        import runpy, sys; sys.path = [p for p in sys.path if p not in ("", ".")]; del sys.argv[0]; \
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        """
}
