import AWSParameters
import Testing

@Suite("Backoff")
struct BackoffTests {
    /// A generator that always gives the same bits.
    private struct Constant: RandomNumberGenerator {
        let bits: UInt64
        mutating func next() -> UInt64 { bits }
    }

    @Test("A pause is anywhere from nothing to a ceiling that doubles up to one second")
    func ceiling() {
        var least = Constant(bits: 0)
        var most = Constant(bits: .max)
        let ceilings = [100, 200, 400, 800, 1000, 1000]
        for (retry, ceiling) in zip(1..., ceilings) {
            #expect(Backoff().pause(beforeRetry: retry, using: &least) == .zero)
            let pause = Backoff().pause(beforeRetry: retry, using: &most)
            #expect(pause <= .milliseconds(ceiling) && pause > .milliseconds(ceiling - 1))
        }
    }
}
