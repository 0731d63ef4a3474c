import AWSParameters
import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("Cancelling a cursor that waits for bootstrap")
struct CancellationTests {
    /// Says when it is asked, and answers only when its task is cancelled.
    private struct SilentParameters: ParameterProvider {
        let isAsked: AsyncStream<Void>.Continuation

        func parameters(named names: [String]) async throws -> [String: Secret] {
            isAsked.yield()
            let (never, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            throw CancellationError()
        }
    }

    @Test(
        "A parameter store that never answers holds nobody, and the next cursor can use the engine",
        .timeLimit(.minutes(1))
    )
    func silentParameters() async throws {
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        let step = PostgresReplica(
            host: "127.0.0.1",
            database: "d",
            user: "u",
            password: ParameterReference(.ssm, "/p")
        )
        let engine = try await Engine.wake(.test([step], parameters: SilentParameters(isAsked: isAsked)))
        let task = Task { try await engine.cursor { try $0.fetchAll("FROM pg_replica.t") } }
        for await _ in asked { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") } == 1)
    }
}
