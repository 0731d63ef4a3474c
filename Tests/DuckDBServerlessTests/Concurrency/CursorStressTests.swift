import Foundation
import LocalServices
import Testing

@Suite("Many cursors at the same time")
struct CursorStressTests {
    @Test(
        "64 tasks with cursors, sessions, cancellations, deadlines and failing steps: every call ends as it has to",
        .timeLimit(.minutes(5))
    )
    func mixed() async throws {
        let process = try await GuardedProcess(name: "cursor-stress")
        let output = try await process.run([BuiltExecutable.path("cursor-stress"), "64", "100"])
        await process.end()
        // What does not end so ends the program with an error, which the run would have thrown.
        for outcome in ["answered", "cancelled", "over their deadline", "failed with the step"] {
            let count = output.firstMatch(of: try Regex("([0-9]+) \(outcome)", as: (Substring, Substring).self))?.1
            #expect(count.flatMap { Int($0) } ?? 0 > 0, "\(output)")
        }
    }
}
