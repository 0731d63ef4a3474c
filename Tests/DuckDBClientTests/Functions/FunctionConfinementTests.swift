import CompilerVerdicts
import Testing

@Suite("What a Swift function is lent does not leave it")
struct FunctionConfinementTests {
    private static func program(_ body: String) -> String {
        """
        import DuckDBClient
        import Synchronization

        final class Shelf: Sendable {
            let output = Mutex<OutputVector?>(nil)
            let chunk = Mutex<DataChunk?>(nil)
        }
        let shelf = Shelf()
        func later(_ body: @escaping () throws -> Void) {}

        let function = ScalarFunction("f", parameters: [.bigint], result: .bigint) {
            (arguments: borrowing DataChunk, result: inout OutputVector) in
            \(body)
        }
        """
    }

    @Test("The program around the cases compiles: what fails below is the case")
    func control() throws {
        let verdict = try Compiler.check(
            Self.program("var values = try result.values(Int64.self); values[0] = Int64(arguments.rowCount)")
        )
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    @Test(
        "Arguments and result cannot be stored, copied, kept in a closure, used by a task or written twice at once",
        arguments: [
            ("shelf.output.withLock { $0 = result }", "is consuming"),
            ("shelf.chunk.withLock { $0 = arguments }", "is consuming"),
            ("let copy = result; _ = copy.count", "missing reinitialization of inout parameter"),
            ("later { try result.writeNull(at: 0) }", "escaping closure captures 'inout' parameter"),
            ("later { _ = arguments.rowCount }", "cannot be captured by an escaping closure"),
            ("_ = Task { _ = arguments.rowCount }", "risks causing data races"),
            (
                "var a = try result.values(Int.self); var b = try result.values(Int.self); a[0] = 1; b[0] = 1",
                "overlapping accesses to 'result'"
            ),
        ]
    )
    func confined(body: String, refusal: String) throws {
        let verdict = try Compiler.check(Self.program(body))
        #expect(!verdict.compiles)
        #expect(verdict.messages.contains(refusal), "\(verdict.messages)")
    }
}
