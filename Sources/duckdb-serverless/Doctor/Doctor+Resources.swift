import DuckDBServerless

extension Doctor {
    private static let mebibyte: UInt64 = 1_048_576

    /// The engine's memory, and what it is a part of.
    func memory(_ configuration: EngineConfiguration) -> Finding {
        // What is out of range is a finding of its own.
        let lambda = (try? environment.lambdaMegabytes).flatMap(\.self).map { UInt64($0) * Self.mebibyte }
        let candidates = [
            lambda.map { (bytes: $0, owner: "the function's") },
            machine.memoryLimit.map { (bytes: $0, owner: "the container's") },
            (bytes: machine.memory, owner: "the host's"),
        ]
        let (bytes, owner) = candidates.compactMap(\.self).min { $0.bytes < $1.bytes } ?? (0, "no")
        // Left to itself, DuckDB takes 80 % of what the control group or the host has.
        let limit = configuration.memoryLimit.map(UInt64.init) ?? bytes / Self.mebibyte * 8 / 10
        let message = "\(limit) MiB for the engine, of \(owner) \(bytes / Self.mebibyte) MiB"
        if limit * Self.mebibyte >= bytes {
            let remedy = "Lower DUCKDB_MEMORY_LIMIT: the process needs some 200 MiB besides"
            return Finding(check: "memory", state: .failure, message: message, remedy: remedy)
        }
        if bytes < 256 * Self.mebibyte {
            let remedy = "Give it 256 MB or more: libduckdb and two extensions alone take 100 MB"
            return Finding(check: "memory", state: .warning, message: message, remedy: remedy)
        }
        return Finding(check: "memory", state: .ok, message: message)
    }

    /// The engine's threads, and how many cores there are for them.
    func threads(_ configuration: EngineConfiguration) -> Finding {
        let threads = configuration.threads ?? machine.cores
        let quota = machine.coreLimit.map { ", of which the container may use \(Self.decimal($0))" } ?? ""
        let message = "\(threads) for the engine; \(machine.cores) cores\(quota)"
        let usable = min(machine.coreLimit ?? .infinity, Double(machine.cores))
        guard Double(threads) > max(1, usable.rounded(.up)) else {
            return Finding(check: "threads", state: .ok, message: message)
        }
        let remedy = "Set DUCKDB_THREADS to \(Int(max(1, usable.rounded()))): threads without a core only take turns"
        return Finding(check: "threads", state: .warning, message: message, remedy: remedy)
    }

    private static func decimal(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
