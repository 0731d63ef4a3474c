import DuckDBServerless
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

        func use(_ engine: Engine, _ shelf: Shelf) async throws {
            \(body)
        }
        """
    }

    @Test("The program around the cases compiles: what fails below is the case")
    func control() async throws {
        let verdict = try await Compiler.check(
            Self.program(#"let one = try await engine.cursor { try $0.fetchOne(Int.self, "SELECT 1") }; _ = one"#)
        )
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    @Test(
        "It cannot be returned, stored, copied, used by another task or kept in a closure",
        arguments: [
            "let escaped: Cursor = try await engine.cursor { cursor in cursor }; _ = escaped",
            "try await engine.cursor { cursor in shelf.cursor.withLock { $0 = cursor } }",
            "try await engine.cursor { cursor in let copy = cursor; _ = try copy.fetchAll(\"SELECT 1\") }",
            "try await engine.cursor { cursor in _ = Task { try cursor.execute(\"SELECT 1\") } }",
            "try await engine.cursor { cursor in later { try cursor.execute(\"SELECT 1\") } }",
            "let escaped: Statement = try await engine.cursor { try $0.prepare(\"SELECT 1\") }; _ = escaped",
        ]
    )
    func confined(body: String) async throws {
        let verdict = try await Compiler.check(Self.program(body))
        #expect(!verdict.compiles)
    }
}
