import DuckDBServerless
import LocalServices
import Testing

@Suite("A network that fails between the function and S3", .timeLimit(.minutes(3)))
struct SeveredStorageTests {
    private let function: FunctionUnderTest
    private let sql: String

    init() async throws {
        let aws = try await Moto.shared()
        try? await aws.createBucket("faults-severed")
        function = try await FunctionUnderTest(aws: aws)
        let path = "'s3://faults-severed/numbers.parquet'"
        sql = "SELECT sum(i)::BIGINT FROM \(path)"
        // Some 10 MB that do not compress.
        let copy = "COPY (SELECT (i * 7919) % 1000003 AS i, hash(i) AS h FROM range(1000000) t(i)) TO \(path)"
        let written = try await function.run("writing the file", copy)
        #expect(written.error == nil, "\(written)")
    }

    private func recover() async throws {
        let answer = try await function.run("the next query, with the network back", sql)
        #expect(answer.value ?? 0 > 0, "\(answer)")
    }

    @Test("Before a read, packets dropped: the deadline holds, and the next query works")
    func dropped() async throws {
        try await function.process.set(.dropped)
        #expect(try await function.run("with a deadline", sql, within: FunctionUnderTest.deadline).isOverdue)
        #expect(try await function.process.set(.whole) > 0, "no packet was dropped")
        try await recover()
    }

    @Test("Before a read, a server that says nothing: the deadline holds, and the next query works")
    func silent() async throws {
        try await function.process.hear(.none)
        #expect(try await function.run("with a deadline", sql, within: FunctionUnderTest.deadline).isOverdue)
        try await function.process.hear(.all)
        try await recover()
    }

    @Test("In the middle of a read, packets dropped: the deadline holds, and the next query works")
    func droppedInTheMiddle() async throws {
        let all = "SELECT count(*) FROM (SELECT i, h FROM 's3://faults-severed/numbers.parquet') WHERE h > i"
        async let read = function.run("with a deadline", all, within: FunctionUnderTest.deadline)
        try await function.process.hear(bytes: 1 << 20)
        try await function.process.set(.dropped)
        try await function.process.hear(.all)
        #expect(try await read.isOverdue)
        #expect(try await function.process.set(.whole) > 0, "no packet was dropped")
        try await recover()
    }

    @Test("Without a deadline, a server that says nothing is an error after httpfs's own time-outs, not a hang")
    func withoutDeadline() async throws {
        try await function.process.hear(.none)
        #expect(try await function.run("without a deadline", sql).error != nil)
        try await function.process.hear(.all)
        try await recover()
    }
}
