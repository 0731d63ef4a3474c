import DuckDBServerless
import LocalServices
import Testing

@Suite("Ten thousand invocations of one function", .timeLimit(.minutes(5)))
struct ManyInvocationsTests {
    @Test("Memory, threads and open files stay as they are, and the replica never sees more than two connections")
    func many() async throws {
        let replica = try await ReplicaUnderTest()
        let aws = try await Moto.shared()
        try? await aws.createBucket("faults-many")
        let function = try await FunctionUnderTest(replica: replica, aws: aws)
        let written = try await function.run(
            "writing the file",
            "COPY (SELECT i FROM range(1000) t(i)) TO 's3://faults-many/a.parquet'"
        )
        try #require(written.error == nil, "\(written)")

        var earlier: SeveredFunction.Usage?
        for round in 1...50 {
            try await invoke(function)
            #expect(try await replica.connections() <= 2)
            if round == 10 { earlier = try await function.process.usage }
        }
        let before = try #require(earlier)
        let after = try await function.process.usage
        print("usage: \(before) after 2 000 invocations, \(after) after 10 000")
        #expect(after.kilobytes < before.kilobytes + 24 * 1024)
        #expect(after.threads <= before.threads + 2)
        #expect(after.descriptors <= before.descriptors + 4)
    }

    /// Two hundred cursors: nine tenths stay in the engine, a tenth joins with the replica, one of these with S3 too.
    private func invoke(_ function: FunctionUnderTest) async throws {
        let replica = "pg_replica.pg_catalog.pg_roles a JOIN range(3) b ON true"
        for (sql, times) in [
            ("SELECT count(*) FROM range(1000)", 180),
            ("SELECT count(*) FROM \(replica)", 18),
            ("SELECT count(*) FROM \(replica) JOIN 's3://faults-many/a.parquet' c ON c.i = b.range", 2),
        ] {
            let answer = try await function.run("one of many", sql, times: times)
            #expect(answer.value ?? 0 > 0, "\(answer)")
        }
    }
}
