import CompilerVerdicts
import Testing

@Suite("A connection that leaves its closure or its thread does not compile")
struct ConfinementTests {
    private static func program(_ body: String) -> String {
        """
        import DuckDBClient
        import Synchronization

        final class Shelf: Sendable { let connection = Mutex<Connection?>(nil) }
        func later(_ body: @escaping () throws -> Void) {}

        func use(_ database: Database, _ shelf: Shelf) async throws {
            \(body)
        }
        """
    }

    @Test("The program around the cases compiles: what fails below is the case")
    func control() throws {
        let verdict = try Compiler.check(
            Self.program(
                """
                let one = try await database.withConnection { try $0.fetchOne(Int.self, "SELECT 1") }
                func block() throws { try database.connect().execute("SELECT 1") }
                _ = one
                """
            )
        )
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    /// The parameter's type is written out where a closure captures it: without it this compiler crashes instead.
    @Test(
        "It cannot be returned, stored, copied, used by another task or kept in a closure, nor can what is made with it",
        arguments: [
            (
                "let escaped: Connection = try await database.withConnection { connection in connection }; _ = escaped",
                "requires that 'Connection' conform to 'Copyable'"
            ),
            (
                "try await database.withConnection { connection in shelf.connection.withLock { $0 = connection } }",
                "is consuming"
            ),
            (
                "try await database.withConnection { connection in let copy = connection; _ = try copy.fetchAll(\"\") }",
                "'connection' is borrowed and cannot be consumed"
            ),
            (
                "try await database.withConnection { (it: borrowing Connection) in _ = Task { try it.execute(\"\") } }",
                "risks causing data races"
            ),
            (
                "try await database.withConnection { (it: borrowing Connection) in later { try it.execute(\"\") } }",
                "cannot be captured by an escaping closure"
            ),
            (
                "let escaped: Statement = try await database.withConnection { try $0.prepare(\"\") }; _ = escaped",
                "requires that 'Statement' conform to 'Copyable'"
            ),
            (
                "let escaped: Rows = try await database.withConnection { try $0.query(\"\") }; _ = escaped",
                "requires that 'Rows' conform to 'Copyable'"
            ),
            (
                """
                func block() throws {
                    let owned = try database.connect(); _ = Task { try owned.execute("") }; try owned.execute("")
                }
                """,
                "risks causing data races"
            ),
            ("try database.connect().execute(\"SELECT 1\")", "unavailable from asynchronous contexts"),
        ]
    )
    func confined(body: String, refusal: String) throws {
        let verdict = try Compiler.check(Self.program(body))
        #expect(!verdict.compiles)
        // The compiler's own refusal: a program that fails for another reason proves nothing.
        #expect(verdict.messages.contains(refusal), "\(verdict.messages)")
    }
}
