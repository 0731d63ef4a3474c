import CompilerVerdicts
import Testing

@Suite("A column that outlives its chunk does not compile")
struct ColumnConfinementTests {
    private static func program(_ body: String) -> String {
        """
        import DuckDBClient

        final class Shelf { var span: [Int64] = [] }

        func use(_ rows: inout Rows, _ shelf: Shelf) throws {
            guard let chunk = try rows.nextChunk() else { return }
            \(body)
        }
        func later(_ body: @escaping () throws -> Void) {}
        func keep<T>(_ value: T) {}
        struct Foreign: BitwiseCopyable { var bits: (Int, Int) }
        """
    }

    @Test("The program around the cases compiles: what fails below is the case")
    func control() throws {
        let verdict = try Compiler.check(
            Self.program("let ids = try chunk.column(0).values(Int64.self); if ids.count > 0 { shelf.span = [ids[0]] }")
        )
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    @Test(
        "It cannot be kept in a class, an array or a closure, nor used after the chunk was given away",
        arguments: [
            ("keep(try chunk.column(0))", "requires that 'ColumnVector' conform to 'Escapable'"),
            ("keep(try chunk.column(0).values(Int64.self))", "conform to 'Escapable'"),
            ("keep(try chunk.column(0).bytes())", "requires that 'ByteStrings' conform to 'Escapable'"),
            ("let all = [try chunk.column(0).validity]; _ = all", "conform to 'Escapable'"),
            (
                "let ids = try chunk.column(0).values(Int64.self); later { _ = ids[0] }",
                "lifetime-dependent"
            ),
            (
                """
                let ids: Span<Int64>
                do { guard let other = try rows.nextChunk() else { return }; ids = try other.column(0).values(Int64.self) }
                _ = ids[0]
                """,
                "lifetime-dependent"
            ),
            (
                "func give(_ chunk: consuming DataChunk) {}; let ids = try chunk.column(0); give(chunk); _ = ids.count",
                "consume"
            ),
            ("_ = try chunk.column(0).values(Foreign.self)", "requires that 'Foreign' conform to 'VectorElement'"),
            ("let copy = chunk; _ = copy.rowCount; _ = chunk.rowCount", "used after consume"),
        ]
    )
    func confined(body: String, refusal: String) throws {
        let verdict = try Compiler.check(Self.program(body))
        #expect(!verdict.compiles)
        #expect(verdict.messages.contains(refusal), "\(verdict.messages)")
    }
}
