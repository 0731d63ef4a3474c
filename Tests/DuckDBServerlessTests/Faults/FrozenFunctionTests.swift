import DuckDBServerless
import Foundation
import LocalServices
import Testing

@Suite("A function that is frozen", .timeLimit(.minutes(5)))
struct FrozenFunctionTests {
    enum Fault: CaseIterable { case terminated, forgotten, both, none }

    /// Longer than the pause after which idle connections are no longer trusted; what the variable says where it is measured.
    private static let pause = ProcessInfo.processInfo.environment["FROZEN_SECONDS"].flatMap(Double.init) ?? 25

    @Test("Its connections were dropped meanwhile, by the server or by the network: its next query succeeds")
    func frozen() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for fault in Fault.allCases { group.addTask { try await freeze(fault) } }
            try await group.waitForAll()
        }
    }

    private func freeze(_ fault: Fault) async throws {
        let replica = try await ReplicaUnderTest()
        let function = try await FunctionUnderTest(replica: replica)
        #expect(try await function.run("the first query").value ?? 0 > 0)
        try await function.process.signal(SIGSTOP)
        if fault == .forgotten || fault == .both { try await function.process.set(.forgotten) }
        if fault == .terminated || fault == .both { try await replica.terminate() }
        // Time itself is what is tested here.
        try await Task.sleep(for: .seconds(Self.pause))
        try await function.process.signal(SIGCONT)
        // Sooner than TCP_USER_TIMEOUT would find out.
        let answer = try await function.run("\(fault), thawed after \(Int(Self.pause)) s", within: 4)
        #expect(answer.value ?? 0 > 0, "\(answer)")
        #expect(answer.steps["pg_replica"] == 1)
        if fault == .forgotten { try await function.process.set(.whole) }
    }
}
