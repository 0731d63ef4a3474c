/// Memory and threads of an engine.
extension FunctionEnvironment {
    /// What the process needs beside the engine's buffers: binary, extensions, network clients, an answer.
    private static let reservedMegabytes = 200
    /// What a further invocation at the same time needs beside them: its answer, of 6 MB at most, and its connections.
    private static let reservedPerInvocation = 8
    /// Less memory for a thread than this makes queries fail that would otherwise spill.
    private static let megabytesPerThread = 125

    /// The memory size of the Lambda function in MB, or nil elsewhere.
    package var lambdaMegabytes: Int? {
        get throws(ConfigurationError) { try integer(.lambdaMemory, in: 128...65_536) }
    }

    /// How many invocations come at once.
    var concurrency: Setting<Int> {
        get throws(ConfigurationError) {
            let number = try integer(.lambdaConcurrency, in: 1...10_000)
            return number.map { chosen($0, by: .lambdaConcurrency) } ?? Setting(1, "the platform does not tell of more")
        }
    }

    /// The engine's memory limit in MiB.
    func memoryLimit(_ machine: Machine, concurrency: Int) throws(ConfigurationError) -> Setting<Int?> {
        if let limit = try integer(.memoryLimit, in: 64...1_048_576) {
            return chosen(limit, by: .memoryLimit)
        }
        let container = machine.memoryLimit.flatMap { $0 < machine.memory ? Int($0 >> 20) : nil }
        guard let size = try lambdaMegabytes ?? container else {
            return Setting(nil, "DuckDB's own, 80 % of the host's memory, which nothing limits")
        }
        let wanted = Self.reservedMegabytes + (concurrency - 1) * Self.reservedPerInvocation
        let reserve = min(wanted, max(Self.reservedMegabytes, size / 2))
        let limit = max(64, (size - reserve) * 8 / 10)
        return Setting(limit, "80 % of \(size) MiB less \(reserve) MiB for all that is not the engine's buffers")
    }

    /// The engine's threads.
    func threads(
        _ machine: Machine,
        platform: Platform,
        memoryLimit: Int?
    ) throws(ConfigurationError) -> Setting<Int?> {
        if let threads = try integer(.threads, in: 1...64) {
            return chosen(threads, by: .threads)
        }
        // Managed instances give a function whole cores, in a proportion to memory that is the instance's.
        if platform != .lambdaManagedInstances, let size = try lambdaMegabytes {
            let threads = min(max((size + 1769 / 2) / 1769, 1), 6)
            return Setting(threads, "Lambda gives one core's time per 1769 MB of \(size) MB, whatever is seen")
        }
        let quota = machine.coreLimit.map { max(1, Int($0.rounded())) } ?? machine.cores
        let cores = min(quota, machine.cores)
        let affordable = memoryLimit.map { max(1, $0 / Self.megabytesPerThread) } ?? cores
        if affordable < cores {
            return Setting(affordable, "a thread needs \(Self.megabytesPerThread) MiB of the engine's memory")
        }
        guard cores < machine.cores else { return Setting(nil, "DuckDB's own, one per core") }
        return Setting(cores, "the control group allows that much of \(machine.cores) cores")
    }
}
