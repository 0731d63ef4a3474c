import DuckDBServerless
import LocalServices
import Testing

@Suite("A network that drops packets, between the function and its replica", .timeLimit(.minutes(3)))
struct SeveredNetworkTests {
    private let replica: ReplicaUnderTest
    private let function: FunctionUnderTest

    init() async throws {
        replica = try await ReplicaUnderTest()
        function = try await FunctionUnderTest(replica: replica)
    }

    private func attach() async throws {
        #expect(try await function.run("the first query").value ?? 0 > 0)
    }

    /// The network is there again: the next query works.
    private func recover() async throws {
        #expect(try await function.process.set(.whole) > 0, "no packet was dropped")
        let answer = try await function.run("the next query, with the network back")
        #expect(answer.value ?? 0 > 0, "\(answer)")
    }

    @Test("Before the first connection: the deadline holds, or the connection's own time-out names the server")
    func connect() async throws {
        try await function.process.set(.dropped)
        let failure = try await function.run("without a deadline").error
        #expect(failure?.code == "unreachable")
        #expect(failure?.text.contains("127.0.0.1:\(replica.step.port)") == true)
        #expect(try await function.run("with a deadline", within: FunctionUnderTest.deadline).isOverdue)
        try await recover()
    }

    @Test("Between two queries: the deadline holds, and the next query works")
    func idle() async throws {
        try await attach()
        try await function.process.set(.dropped)
        #expect(try await function.run("with a deadline", within: FunctionUnderTest.deadline).isOverdue)
        // What has to be attached anew cannot be, and says so.
        #expect(try await function.run("once more", within: FunctionUnderTest.deadline).isOverdue)
        try await recover()
    }

    @Test("Between two queries, without a deadline: an error of the connection's own time-outs, not a hang")
    func idleWithoutDeadline() async throws {
        try await attach()
        try await function.process.set(.dropped)
        #expect(try await function.run("without a deadline").error != nil)
        try await recover()
    }

    @Test("In the middle of a scan: the deadline holds, and the next query works")
    func scan() async throws {
        let view = try await GatedView(at: replica.server)
        try await attach()
        async let scan = function.run(
            "with a deadline",
            "SELECT sum(i)::BIGINT FROM \(view.name)",
            within: FunctionUnderTest.deadline
        )
        _ = try await view.arrival()
        try await function.process.set(.dropped)
        try await view.open()
        #expect(try await scan.isOverdue)
        try await recover()
    }

    @Test("In the middle of a scan, without a deadline: the keepalives end it, and it is run again")
    func scanWithoutDeadline() async throws {
        let view = try await GatedView(at: replica.server)
        try await attach()
        async let scan = function.run("without a deadline", "SELECT sum(i)::BIGINT FROM \(view.name)")
        _ = try await view.arrival()
        try await function.process.set(.forgotten)
        try await view.open()
        #expect(try await scan.value == GatedView.sum)
        try await recover()
    }

    @Test("Connections that the network has forgotten: the query finds out and succeeds")
    func forgotten() async throws {
        try await attach()
        try await function.process.set(.forgotten)
        let answer = try await function.run("without a deadline")
        #expect(answer.value ?? 0 > 0, "\(answer)")
        #expect(try await function.run("the one after").value ?? 0 > 0)
        try await recover()
    }

    @Test("Connections that the network has forgotten, with a deadline: the next query works, on new connections")
    func forgottenWithDeadline() async throws {
        try await attach()
        try await function.process.set(.forgotten)
        #expect(try await function.run("with a deadline", within: FunctionUnderTest.deadline).isOverdue)
        let answer = try await function.run("the one after")
        #expect(answer.value ?? 0 > 0, "\(answer)")
        #expect(answer.steps["pg_replica"] == 2)
        try await recover()
    }
}
