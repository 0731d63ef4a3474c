import BenchmarkSupport
import DemoSupport

/// What one peer took for one scenario at one share of the CPU.
struct Readings {
    let share: String
    let scenario: String
    let peer: String

    private(set) var cold: [ColdStart] = []
    private(set) var warm: [Int64] = []
    private(set) var warmCPU: [Int64] = []
    private(set) var peaks: [Int64] = []

    struct ColdStart {
        let wall: Int64
        let cpu: Int64
        let memory: Int64
        var phases: [ColdStartPhase] = []
    }

    init(_ share: CPUShare, _ scenario: Scenario, _ peer: Peer) {
        self.share = share.name
        self.scenario = scenario.name
        self.peer = peer.name
    }

    /// One cold start and some warm invocations of the same process.
    ///
    /// - Returns: The answer.
    mutating func take(
        _ function: FunctionProcess,
        _ scenario: Scenario,
        warmInvocations: Int
    ) async throws -> String {
        let (wall, answer) = try await function.invoke(scenario)
        var start = ColdStart(wall: wall, cpu: try function.cpu(), memory: try function.peakMemory())
        for _ in 0..<warmInvocations {
            let before = try function.cpu()
            let (wall, same) = try await function.invoke(scenario)
            guard same == answer else { throw BenchmarkError("\(peer), \(self.scenario): a warm answer differs") }
            warm.append(wall)
            warmCPU.append(try function.cpu() - before)
        }
        peaks.append(try function.peakMemory())
        start.phases = ColdStartPhase.read(fromLog: try await function.end()) ?? []
        cold.append(start)
        return answer
    }

    func samples(_ part: KeyPath<ColdStart, Int64>) -> Samples { Samples(cold.map { $0[keyPath: part] }) }

    /// The most memory of any of its processes, in bytes.
    var peak: Double { Samples(peaks).most }

    /// The cold start that took nearest to the median.
    var typical: ColdStart? {
        let median = samples(\.wall).median
        return cold.min { abs(Double($0.wall) - median) < abs(Double($1.wall) - median) }
    }
}
