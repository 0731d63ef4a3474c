import DuckDBClient
import DuckDBServerless
import LocalServices
import Testing

@Suite("Statements that others wrote, on a locked engine")
struct HardenedMatrixTests {
    /// Runs it, and then what every function runs: one bad statement never breaks the warm environment.
    private func attempt(_ attempt: Attempt) async throws {
        let engine = try await HardenedEngine.shared()
        let sql = SQL(unsafe: attempt.sql.replacing("{folder}", with: engine.folder.path))
        let result = try await engine.run(sql, attempt.parameters)
        #expect(result.outcome == attempt.outcome, "\(result.text.prefix(500))")
        // What the author planted in the statement itself is the author's.
        for secret in engine.secrets where !attempt.sql.contains(secret) { #expect(!result.text.contains(secret)) }
        #expect(try await engine.isUsable())
    }

    @Test("Queries over what is allowed are answered", arguments: Attempt.queries)
    func queries(_ attempt: Attempt) async throws { try await self.attempt(attempt) }

    @Test("Nothing but one query runs", arguments: Attempt.statements)
    func statements(_ attempt: Attempt) async throws { try await self.attempt(attempt) }

    @Test("No function that reaches out, shows secrets or changes state is called", arguments: Attempt.functions)
    func functions(_ attempt: Attempt) async throws { try await self.attempt(attempt) }

    @Test("No file outside the allowed directories is read, and no other server asked", arguments: Attempt.paths)
    func paths(_ attempt: Attempt) async throws { try await self.attempt(attempt) }

    @Test("No form of writing it helps", arguments: Attempt.disguises)
    func disguises(_ attempt: Attempt) async throws { try await self.attempt(attempt) }

    @Test("The matrix is as large as it claims")
    func size() {
        let refused = [Attempt.statements, Attempt.functions, Attempt.paths, Attempt.disguises].joined()
            .filter { $0.outcome != .answered }
        #expect(refused.count >= 400)
    }
}
