import LambdaRuntime
import Testing

@Suite("The wall clock")
struct LambdaClockTests {
    typealias Instant = LambdaClock.Instant

    @Test(
        "Moments differ by whole milliseconds",
        arguments: [
            (Duration.seconds(2), Int64(2000)), (.milliseconds(-5), -5), (.zero, 0),
        ]
    )
    func arithmetic(duration: Duration, milliseconds: Int64) {
        let start = Instant(millisecondsSinceEpoch: 1_000_000)
        let end = start.advanced(by: duration)
        #expect(end.millisecondsSinceEpoch() == 1_000_000 + milliseconds)
        #expect(start.duration(to: end) == duration)
        #expect((start < end) == (milliseconds > 0))
    }

    @Test("A moment too far away is the last one there is", arguments: [(Int64.max, Int64.max), (.min, .min)])
    func clamping(seconds: Int64, expected: Int64) {
        let moment = Instant(millisecondsSinceEpoch: 0).advanced(by: .seconds(seconds))
        #expect(moment.millisecondsSinceEpoch() == expected)
    }

    @Test("A sleep until a past moment ends")
    func pastSleep() async throws {
        try await LambdaClock().sleep(until: Instant(millisecondsSinceEpoch: 0), tolerance: nil)
    }

    @Test("A cancelled sleep throws")
    func cancelledSleep() async {
        let sleep = Task { try await LambdaClock().sleep(until: Instant(millisecondsSinceEpoch: .max), tolerance: nil) }
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
    }
}
