#if DEBUG
import DuckDBClient
import Glibc

/// Ends the test run with a failure when an engine handle is still open, at the very end, after all suites.
///
/// The function is in the section of those that run before `main`, so that it counts whichever tests are chosen.
@section(".init_array") @used
private let installHandleCheck: @convention(c) () -> Void = { atexit(failOnOpenHandles) }

private func failOnOpenHandles() {
    // An engine thread may still be letting go of its last job's connection.
    for _ in 0..<2000 where !OpenHandle.open.isEmpty { usleep(1000) }
    let open = OpenHandle.open.sorted { $0.key < $1.key }
    guard !open.isEmpty else { return }
    let list = open.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let message = "error: engine handles are still open at the end of the tests: \(list)\n"
    _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    _exit(70)
}
#endif
