import DuckDBServerless

extension Doctor {
    static let mebibyte: UInt64 = 1_048_576

    /// What an engine may take; without the variables where one of them cannot be used, which is a finding of its own.
    func resources() throws(ConfigurationError) -> Resources {
        do {
            return try Resources(environment, machine: machine)
        } catch {
            return try Resources(FunctionEnvironment(variables: [:]), machine: machine)
        }
    }

    /// The engine's memory, and what it is a part of.
    func memory(_ resources: Resources) -> Finding {
        // What is out of range is a finding of its own.
        let lambda = (try? environment.lambdaMegabytes).flatMap(\.self).map { UInt64($0) * Self.mebibyte }
        let candidates = [
            lambda.map { (bytes: $0, owner: "the function's") },
            machine.memoryLimit.map { (bytes: $0, owner: "the container's") },
            (bytes: machine.memory, owner: "the host's"),
        ]
        let (bytes, owner) = candidates.compactMap(\.self).min { $0.bytes < $1.bytes } ?? (0, "no")
        // Left to itself, DuckDB takes 80 % of what the control group or the host has.
        let limit = resources.memoryLimit.value.map(UInt64.init) ?? bytes / Self.mebibyte * 8 / 10
        let message =
            "\(limit) MiB for the engine, of \(owner) \(bytes / Self.mebibyte) MiB: \(resources.memoryLimit.reason)"
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
    func threads(_ resources: Resources) -> Finding {
        let threads = resources.threads.value ?? machine.cores
        let quota = machine.coreLimit.map { ", of which the container may use \(Self.decimal($0))" } ?? ""
        let message = "\(threads) for the engine; \(machine.cores) cores\(quota): \(resources.threads.reason)"
        let usable = min(machine.coreLimit ?? .infinity, Double(machine.cores))
        guard Double(threads) > max(1, usable.rounded(.up)) else {
            return Finding(check: "threads", state: .ok, message: message)
        }
        let remedy = "Set DUCKDB_THREADS to \(Int(max(1, usable.rounded()))): threads without a core only take turns"
        return Finding(check: "threads", state: .warning, message: message, remedy: remedy)
    }

    /// What is the same everywhere.
    func constants() -> Finding {
        let message = EngineConfiguration.constants.map { "\($0.name) \($0.setting.value): \($0.setting.reason)" }
        return Finding(check: "always", state: .note, message: message.joined(separator: "; "))
    }

    private static func decimal(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
