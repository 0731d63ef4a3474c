import Foundation

/// Starting and reaping a child of this process.
enum Spawn {
    /// Starts a command in a process group of its own, so that a Ctrl-C in the terminal does not reach it.
    ///
    /// Its standard input and output are `input`, a socket; its error output is this process's.
    static func start(_ command: [String], environment: [String: String], input: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, input, STDOUT_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

        var process = pid_t()
        let result = withCStrings(command) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }) { variables in
                posix_spawnp(&process, command[0], &actions, &attributes, arguments, variables)
            }
        }
        guard result == 0 else {
            throw ServiceError(.missing, "cannot start \(command[0]): \(String(cString: strerror(result)))")
        }
        return process
    }

    /// Blocks until a child has ended.
    static func wait(for process: pid_t) {
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }

    /// Calls `body` with a null-terminated array of C strings, as `exec` takes them.
    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        // Each copy is owned by this array alone and freed after the only call that reads it.
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
