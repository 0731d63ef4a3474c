import AWSParameters
import Testing

@Suite("Parameter cache, with fetches that overlap")
struct ParameterCacheSharingTests {
    private let provider = HeldProvider()
    private let cache: ParameterCache

    init() {
        cache = ParameterCache(provider)
    }

    /// Starts a call and comes back when it waits for its fetches.
    private func begin(_ names: [String], forceFetch: Bool = false) -> Task<[String: String], any Error> {
        Task.immediate { [cache] in
            try await cache.parameters(named: names, forceFetch: forceFetch).mapValues { $0.reveal() }
        }
    }

    @Test("A cancelled task stops waiting, and the fetch it joined goes on for the other")
    func cancelledWaiter() async throws {
        let first = begin(["/a"])
        let call = try await provider.nextCall()
        let second = begin(["/a"])
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        call.answer("value")
        #expect(try await first.value == ["/a": "value"])
        #expect(provider.callCount == 1)
    }

    @Test("When the task that began a fetch is cancelled, the fetch goes on for those that joined")
    func cancelledStarter() async throws {
        let first = begin(["/a"])
        let call = try await provider.nextCall()
        let second = begin(["/a"])
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        call.answer("value")
        #expect(try await second.value == ["/a": "value"])
        #expect(provider.callCount == 1)
    }

    @Test("A call joins the fetches under way and fetches only the rest")
    func joinsAndFetches() async throws {
        let first = begin(["/a", "/b"])
        let held = try await provider.nextCall()
        let second = begin(["/b", "/c"])
        let rest = try await provider.nextCall()
        #expect(rest.names == ["/c"])
        rest.answer("2")
        held.answer("1")
        #expect(try await second.value == ["/b": "1", "/c": "2"])
        #expect(try await first.value == ["/a": "1", "/b": "1"])
    }

    @Test("A name that another call's bad name took down is fetched again, once for all who want it")
    func badNeighbour() async throws {
        let first = begin(["/bad", "/good"])
        let held = try await provider.nextCall()
        let second = begin(["/good"])
        let third = begin(["/good"])
        held.fail(VaultError())
        await #expect(throws: VaultError()) { try await first.value }
        let again = try await provider.nextCall()
        #expect(again.names == ["/good"])
        again.answer("value")
        #expect(try await second.value == ["/good": "value"])
        #expect(try await third.value == ["/good": "value"])
        #expect(provider.callCount == 2)
    }

    @Test("Which of two calls fetches again, the earlier or the later, the other shares the fetch")
    func badNeighbourInAnyOrder() async throws {
        for _ in 0..<300 {
            let (provider, clock) = (HeldProvider(), TestClock())
            let cache = ParameterCache(provider) { clock.now }
            let first = Task.immediate { try await cache.parameters(named: ["/bad", "/good"]) }
            let held = try await provider.nextCall()
            let second = Task.immediate { try await cache.parameter(named: "/good") }
            clock.advance(by: 1)
            let third = Task.immediate { try await cache.parameter(named: "/good") }
            held.fail(VaultError())
            await #expect(throws: VaultError()) { try await first.value }
            let answers = Task { while let call = try? await provider.nextCall() { call.answer("value") } }
            #expect(try await second.value.reveal() == "value")
            #expect(try await third.value.reveal() == "value")
            #expect(provider.callCount == 2)
            answers.cancel()
        }
    }

    @Test("A failure of the very names that were joined reaches everyone, without another call")
    func sharedFailure() async throws {
        let first = begin(["/a"])
        let call = try await provider.nextCall()
        let second = begin(["/a"])
        call.fail(VaultError())
        await #expect(throws: VaultError()) { try await first.value }
        await #expect(throws: VaultError()) { try await second.value }
        #expect(provider.callCount == 1)
    }

    @Test("A forced fetch does not join one that began before, whose late value does not replace the newer")
    func forcedOvertakes() async throws {
        let slow = begin(["/a"])
        let old = try await provider.nextCall()
        let forced = begin(["/a"], forceFetch: true)
        try await provider.nextCall().answer("new")
        #expect(try await forced.value == ["/a": "new"])
        old.answer("old")
        #expect(try await slow.value == ["/a": "old"])
        #expect(try await begin(["/a"]).value == ["/a": "new"])
    }

    @Test(
        "A forced call does not join a forced fetch that began before it: it may have read the value before a rotation"
    )
    func forcedAfterForced() async throws {
        let first = begin(["/a"], forceFetch: true)
        let early = try await provider.nextCall()
        let plain = begin(["/a"])
        let later = (0..<100).map { _ in begin(["/a"], forceFetch: true) }
        #expect(provider.callCount == 1)
        early.answer("before")
        let answers = Task {
            while let call = try? await provider.nextCall() { call.answer("rotated") }
        }
        for task in [first, plain] { #expect(try await task.value == ["/a": "before"]) }
        for task in later { #expect(try await task.value == ["/a": "rotated"]) }
        // Those that came meanwhile share the next, but for one that comes back only after its end.
        #expect((2...10).contains(provider.callCount))
        #expect(try await begin(["/a"]).value == ["/a": "rotated"])
        answers.cancel()
    }

    @Test("A fetch that was frozen with the process is not joined, and its late value does not replace the newer")
    func frozen() async throws {
        let clock = TestClock()
        let cache = ParameterCache(provider) { clock.now }
        let frozen = Task.immediate { try await cache.parameter(named: "/a").reveal() }
        let old = try await provider.nextCall()
        clock.advance(by: 10)
        let thawed = Task.immediate { try await cache.parameter(named: "/a").reveal() }
        try await provider.nextCall().answer("new")
        #expect(try await thawed.value == "new")
        old.answer("old")
        #expect(try await frozen.value == "old")
        #expect(try await cache.parameter(named: "/a").reveal() == "new")
        #expect(provider.callCount == 2)
    }

    @Test("In an outage a call that joined one with other names fails with it, without asking again")
    func outageOfNeighbours() async throws {
        let first = begin(["/a", "/b"])
        let call = try await provider.nextCall()
        let second = begin(["/b"])
        let outage = AWSParametersError(.timeout, "No answer.")
        call.fail(outage)
        await #expect(throws: outage) { try await first.value }
        await #expect(throws: outage) { try await second.value }
        #expect(provider.callCount == 1)
    }
}
