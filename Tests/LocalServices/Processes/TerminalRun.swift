import Foundation

/// A command on a terminal of its own, as a person runs it.
public struct TerminalRun: Sendable {
    /// The exit code, or the negated number of the signal that ended it.
    public let status: Int32
    /// Everything that was written to the terminal, its control sequences included.
    public let screen: String

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments.
    ///   - columns: How wide the terminal is.
    ///   - environment: Its variables, on top of `PATH` and where libraries are.
    ///   - key: What is typed, such as `\u{3}` for Ctrl-C.
    ///   - text: What the terminal has to show before; nil for nothing typed at all.
    /// - Throws: ``ServiceError`` with `commandFailed` when there is no terminal to be had.
    public init(
        _ command: [String],
        columns: Int = 80,
        environment: [String: String] = [:],
        typing key: String = "",
        at text: String? = nil
    ) async throws {
        let process = try await GuardedProcess(name: "terminal")
        let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ["LD_LIBRARY_PATH": $0] } ?? [:]
        let output = try await process.run(
            [GuardedProcess.python, "-c", Self.script, "\(columns)", text ?? "", key] + command,
            environment: library.merging(environment) { $1 }
        )
        await process.end()
        let lines = output.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        status = lines.first.flatMap { Int32($0) } ?? -1
        screen = String(lines.last ?? "").replacing("\r\n", with: "\n")
    }

    private static let script = """
        import fcntl, os, pty, struct, sys, termios
        columns, text, key = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3].encode()
        child, terminal = pty.fork()
        if child == 0:
            # Before the program runs, which looks once.
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            os.execvp(sys.argv[4], sys.argv[4:])
        screen, waits = b"", bool(text)
        while True:
            try:
                more = os.read(terminal, 65536)
            except OSError:
                break
            if not more:
                break
            screen += more
            if waits and text in screen:
                waits = False
                os.write(terminal, key)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.buffer.write(b"%d\\n" % status + screen)
        """
}
