import CompilerVerdicts
import LambdaRuntime
import Logging
import NIOCore
import Testing

/// Programs as they are written for the runtime that Swift people know, with its name in the import replaced.
@Suite("Handlers written for another runtime")
struct SourceCompatibilityTests {
    @Test("They compile with a changed import", arguments: Program.all)
    func compiles(program: Program) throws {
        let verdict = try Compiler.check(program.source)
        #expect(verdict.compiles, "\(verdict.messages)")
    }

    @Test("What cannot be served at several places at once is no handler of a managed runtime")
    func managedNeedsSendable() throws {
        let verdict = try Compiler.check(
            """
            import LambdaRuntime
            final class Counter: LambdaHandler {
                var count = 0
                func handle(_ event: String, context: LambdaContext) async throws -> Int { count += 1; return count }
            }
            let runtime = LambdaManagedRuntime(lambdaHandler: Counter())
            """
        )
        #expect(!verdict.compiles && verdict.messages.contains("Sendable"))
    }

    @Test("The value of an environment variable is read by its name")
    func environment() {
        #expect(Lambda.env("PATH")?.isEmpty == false)
        #expect(Lambda.env("NO_SUCH_VARIABLE_IS_SET") == nil)
    }
}
