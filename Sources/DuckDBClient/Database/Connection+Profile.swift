extension Connection {
    /// What the engine has measured of the last statement that ran to its end on this connection.
    ///
    /// Nil unless profiling was on, by ``profiling(_:)`` or `SET enable_profiling = 'no_output'`, and after a statement that
    /// failed. Of a stream the rows must have been read before.
    public var profile: ProfileNode? { handle.profile }

    /// Runs `body` with profiling on, and returns the profile of its last statement beside what it returns.
    ///
    /// Afterwards profiling is off. It costs little; the setting `profiling_mode = 'detailed'` adds the optimizer's times.
    ///
    /// - Throws: What `body` throws, or the engine's error when it refuses to start profiling.
    public func profiling<T>(_ body: () throws -> T) throws -> (value: T, profile: ProfileNode?) {
        try handle.run("SET enable_profiling = 'no_output'")
        // Even where a deadline has passed, or the connection would go on as it was not.
        defer { try? handle.runShielded("RESET enable_profiling") }
        let value = try body()
        return (value, profile)
    }
}
