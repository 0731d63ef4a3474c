/// Memory and threads: DuckDB would take 80 % of the host's memory and a thread for every core it sees, and a function has
/// neither (a Lambda of 512 MB sees two cores and 0.29 of one's time).
extension FunctionEnvironment {
    /// What the process needs beside the engine's buffers: binary, extensions, network clients, the answer.
    private static let reservedMegabytes = 200

    /// The memory size of the Lambda function in MB, or nil elsewhere.
    package var lambdaMegabytes: Int? {
        get throws(ConfigurationError) { try integer(.lambdaMemory, in: 128...65_536) }
    }

    /// The engine's memory limit in MiB, or nil to leave it to DuckDB.
    var memoryLimit: Int? {
        get throws(ConfigurationError) {
            if let limit = try integer(.memoryLimit, in: 64...1_048_576) { return limit }
            return try lambdaMegabytes.map { max(64, ($0 - Self.reservedMegabytes) * 8 / 10) }
        }
    }

    /// The engine's threads, or nil to leave them to DuckDB.
    var threads: Int? {
        get throws(ConfigurationError) {
            if let threads = try integer(.threads, in: 1...64) { return threads }
            // AWS gives one vCPU at 1769 MB, and a share in proportion.
            return try lambdaMegabytes.map { min(max(($0 + 1769 / 2) / 1769, 1), 6) }
        }
    }
}
