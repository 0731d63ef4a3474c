import DuckDBServerless
import LocalServices
import Testing

@Suite("A server that accepts, acknowledges and says nothing", .timeLimit(.minutes(3)))
struct SilentServerTests {
    private let replica: ReplicaUnderTest
    private let function: FunctionUnderTest

    init() async throws {
        replica = try await ReplicaUnderTest()
        function = try await FunctionUnderTest(replica: replica)
    }

    @Test("From the first connection on: the deadline holds, or the connection's time-out names the server")
    func connect() async throws {
        try await function.process.hear(.none)
        let failure = try await function.run("without a deadline").error
        #expect(failure?.code == "unreachable")
        #expect(failure?.text.contains("127.0.0.1:\(replica.step.port)") == true)
        #expect(try await function.run("with a deadline", within: FunctionUnderTest.deadline).isOverdue)
        try await function.process.hear(.all)
        #expect(try await function.run("the next query, with the server back").value ?? 0 > 0)
    }

    @Test("Between two queries: the deadline holds, and the next query works")
    func idle() async throws {
        #expect(try await function.run("the first query").value ?? 0 > 0)
        try await function.process.hear(.none)
        #expect(try await function.run("with a deadline", within: FunctionUnderTest.deadline).isOverdue)
        try await function.process.hear(.all)
        #expect(try await function.run("the next query, with the server back").value ?? 0 > 0)
    }

    @Test("In the middle of scans: each deadline holds, and connections that stay silent for ever use nothing up")
    func scan() async throws {
        #expect(try await function.run("the first query").value ?? 0 > 0)
        // More than the two connections of the pool.
        for round in 1...4 {
            let view = try await GatedView(at: replica.server)
            let sql = "SELECT sum(i)::BIGINT FROM \(view.name)"
            async let scan = function.run("scan \(round)", sql, within: FunctionUnderTest.deadline)
            _ = try await view.arrival()
            try await function.process.hear(.none)
            try await view.open()
            #expect(try await scan.isOverdue)
            try await function.process.hear(.later)
            let answer = try await function.run("on new connections, after scan \(round)", sql)
            #expect(answer.value == GatedView.sum, "\(answer)")
        }
        print("recovery: left behind after four scans: \(try await function.process.usage)")
    }
}
