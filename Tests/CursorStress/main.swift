// Concurrency put to the test, under a sanitizer or without: cursor-stress [TASKS] [CURSORS]
//
// Prints what became of the calls; in debug builds also that every handle of the engine is closed at the end.
// `cursor-stress forgotten` forgets a DuckDB instead, which has to stop a debug build.
import DuckDBClient
import DuckDBServerless
import Glibc

if CommandLine.arguments.dropFirst() == ["forgotten"] {
    _ = try DuckDB(name: "forgotten", in: DuckDBEnvironment(EngineConfiguration()))
    print("the forgotten DuckDB was not noticed, or this is a release build")
    exit(0)
}

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let tasks = numbers.first ?? 64
let cursors = numbers.dropFirst().first ?? 500

do {
    let outcomes = try await Stress(tasks: tasks, cursors: cursors).run()
    print(
        """
        \(tasks) tasks with \(cursors) cursors each: \(outcomes.answered.value) answered, \(outcomes.cancelled.value) cancelled, \
        \(outcomes.late.value) over their deadline, \(outcomes.failed.value) failed with the step
        """
    )
} catch {
    print("cursor-stress: error: \(error)")
    exit(1)
}

#if DEBUG
// What was left behind ends by itself, soon after its interrupt.
for _ in 0..<10_000 where !OpenHandle.open.isEmpty { usleep(1000) }
guard OpenHandle.open.isEmpty else {
    print("cursor-stress: error: handles are still open: \(OpenHandle.open)")
    exit(1)
}
print("every handle is closed")
#endif
