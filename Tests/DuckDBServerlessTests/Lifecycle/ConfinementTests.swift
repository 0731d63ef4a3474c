import CompilerVerdicts
import Testing

@Suite("A cursor that leaves its closure does not compile")
struct ConfinementTests {
    private static func program(_ body: String) -> String {
        """
        import DuckDBClient
        import DuckDBServerless
        import Synchronization

        final class Shelf: Sendable { let cursor = Mutex<Cursor?>(nil) }
        func later(_ body: @escaping () throws -> Void) {}

        func use(_ engine: Engine, _ scores: DuckDB, _ shelf: Shelf) async throws {
            \(body)
        }
        """
    }

    @Test("The program around the cases compiles: what fails below is the case")
    func control() throws {
        let verdict = try Compiler.check(
            Self.program(
                ["engine.cursor", "cursor", "session", "scores.cursor"].map { verb in
                    #"_ = try await \#(verb) { try $0.fetchOne(Int.self, "SELECT 1") }"#
                }.joined(separator: "; ")
            )
        )
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    /// The parameter's type is written out where a closure captures it: without it this compiler crashes instead.
    @Test(
        "It cannot be returned, stored, copied, used by another task or kept in a closure",
        arguments: [
            (
                "let escaped: Cursor = try await engine.cursor { cursor in cursor }; _ = escaped",
                "requires that 'Cursor' conform to 'Copyable'"
            ),
            ("try await engine.cursor { cursor in shelf.cursor.withLock { $0 = cursor } }", "is consuming"),
            (
                "try await engine.cursor { cursor in let copy = cursor; _ = try copy.fetchAll(\"SELECT 1\") }",
                "'cursor' is borrowed and cannot be consumed"
            ),
            (
                "try await engine.cursor { (cursor: borrowing Cursor) in _ = Task { try cursor.execute(\"SELECT 1\") } }",
                "risks causing data races"
            ),
            (
                "try await engine.cursor { (cursor: borrowing Cursor) in later { try cursor.execute(\"SELECT 1\") } }",
                "cannot be captured by an escaping closure"
            ),
            (
                "let escaped: Cursor = try await session { session in session }; _ = escaped",
                "requires that 'Cursor' conform to 'Copyable'"
            ),
            ("try await scores.cursor { cursor in shelf.cursor.withLock { $0 = cursor } }", "is consuming"),
            (
                "try await cursor { (cursor: borrowing Cursor) in _ = Task { try cursor.execute(\"SELECT 1\") } }",
                "risks causing data races"
            ),
            (
                "let escaped: Statement = try await engine.cursor { try $0.prepare(\"SELECT 1\") }; _ = escaped",
                "requires that 'Statement' conform to 'Copyable'"
            ),
        ]
    )
    func confined(body: String, refusal: String) throws {
        let verdict = try Compiler.check(Self.program(body))
        #expect(!verdict.compiles)
        // The compiler's own refusal: a program that fails for another reason proves nothing.
        #expect(verdict.messages.contains(refusal), "\(verdict.messages)")
    }
}
