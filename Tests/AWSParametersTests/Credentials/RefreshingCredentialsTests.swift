import AWSParameters
import Foundation
import InMemoryLogging
import Logging
import Synchronization
import Testing

// A request that should come and does not would be waited for without end.
@Suite("Refreshing credentials", .timeLimit(.minutes(1)))
struct RefreshingCredentialsTests {
    private let provider = HeldCredentials()
    private let clock = TestClock()
    private let log = InMemoryLogHandler()
    private let kept: RefreshingCredentials

    init() {
        let logger = Logger(label: "test") { [log] _ in log }
        kept = RefreshingCredentials(provider, logger: logger) { [clock] in clock.now }
    }

    /// Starts a call, and comes back when it waits for a request or is done.
    private func begin(fresh: Bool = false) -> Task<String, any Error> {
        Task.immediate { [kept] in
            try await (fresh ? kept.freshCredentials() : kept.credentials()).accessKeyID
        }
    }

    /// Makes the first request, whose credentials end in so many seconds.
    private func keep(_ key: String, for seconds: TimeInterval?) async throws {
        let first = begin()
        try await provider.nextCall().answer(key, end: seconds.map { clock.now + $0 })
        #expect(try await first.value == key)
    }

    @Test("Credentials are kept until five minutes before their end")
    func margin() async throws {
        try await keep("1", for: 3600)
        clock.advance(by: 3299)
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 1)
        clock.advance(by: 1)
        let renewed = begin()
        try await provider.nextCall().answer("2", end: clock.now + 3600)
        #expect(try await renewed.value == "2")
        #expect(try await begin().value == "2")
        #expect(provider.callCount == 2)
    }

    @Test("A thousand tasks that ask at once make one request")
    func singleFlight() async throws {
        let tasks = (0..<1000).map { _ in begin() }
        try await provider.nextCall().answer("1", end: clock.now + 3600)
        for task in tasks { #expect(try await task.value == "1") }
        #expect(provider.callCount == 1)
    }

    @Test("However tasks overlap, credentials that are being fetched or were just fetched are not fetched again")
    func overlapping() async throws {
        final class Counting: AWSCredentialProvider {
            let calls = Mutex(0)

            func credentials() async throws -> AWSCredentials {
                calls.withLock { $0 += 1 }
                return AWSCredentials(
                    accessKeyID: "AKID",
                    secretAccessKey: Secret("planted"),
                    expiration: .now + 60
                )
            }
        }
        for _ in 0..<300 {
            let provider = Counting()
            let kept = RefreshingCredentials(provider)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { _ = try await kept.credentials() } }
                try await group.waitForAll()
            }
            #expect(provider.calls.withLock { $0 } == 1)
        }
    }

    @Test("Credentials without an end are kept for good")
    func noEnd() async throws {
        try await keep("1", for: nil)
        clock.advance(by: 10 * 365 * 86_400)
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 1)
    }

    @Test("New credentials with little time left are not asked for again within ten seconds")
    func shortLived() async throws {
        try await keep("1", for: 120)
        clock.advance(by: 9)
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 1)
        clock.advance(by: 1)
        let renewed = begin()
        try await provider.nextCall().answer("2", end: clock.now + 120)
        #expect(try await renewed.value == "2")
    }
}

// MARK: - Failures

extension RefreshingCredentialsTests {
    @Test("While kept credentials are valid a failure is one warning, and the next request waits ten seconds")
    func failedRenewal() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 200)
        let waiting = (0..<3).map { _ in begin() }
        try await provider.nextCall().fail(AWSParametersError(.throttled, "planted-message"))
        for task in waiting { #expect(try await task.value == "1") }

        #expect(log.entries.map(\.level) == [.warning])
        #expect(log.entries.first?.metadata == ["seconds left": "200", "error": "throttled"])
        for entry in log.entries { expectNothingPlanted(in: entry) }

        clock.advance(by: 9)
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 2)
        clock.advance(by: 1)
        let renewed = begin()
        try await provider.nextCall().answer("2", end: clock.now + 3600)
        #expect(try await renewed.value == "2")
        #expect(log.entries.count == 1)
    }

    @Test("Once the kept credentials have ended a failure is an error")
    func failedAfterEnd() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 400)
        let late = begin()
        try await provider.nextCall().fail(VaultError())
        await #expect(throws: VaultError()) { try await late.value }
        #expect(log.entries.isEmpty)
    }

    @Test("Credentials that end while the request for new ones fails are not used")
    func endedMeanwhile() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 399)
        let renewed = begin()
        let call = try await provider.nextCall()
        clock.advance(by: 1)
        call.fail(VaultError())
        await #expect(throws: VaultError()) { try await renewed.value }
        #expect(log.entries.isEmpty)
    }

    @Test("A pause after a failure does not outlast the kept credentials")
    func pauseEndsWithCredentials() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 395)
        let failing = begin()
        try await provider.nextCall().fail(VaultError())
        #expect(try await failing.value == "1")
        clock.advance(by: 5)
        let renewed = begin()
        try await provider.nextCall().answer("2", end: nil)
        #expect(try await renewed.value == "2")
    }

    @Test("A first failure is an error for all who wait, and the next call asks at once")
    func firstFailure() async throws {
        let tasks = [begin(), begin()]
        try await provider.nextCall().fail(VaultError())
        for task in tasks { await #expect(throws: VaultError()) { try await task.value } }
        #expect(provider.callCount == 1)
        try await keep("1", for: 3600)
        #expect(provider.callCount == 2)
        #expect(log.entries.isEmpty)
    }
}

// MARK: - Cancellation, forced requests, the clock

extension RefreshingCredentialsTests {
    @Test("A task that is cancelled stops waiting, and the request it began goes on for the other")
    func cancelledStarter() async throws {
        let first = begin()
        let call = try await provider.nextCall()
        let second = begin()
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        call.answer("1", end: clock.now + 3600)
        #expect(try await second.value == "1")
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 1)
    }

    @Test("A task that is cancelled is not given the kept credentials in place of a cancellation")
    func cancelledRenewal() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 200)
        let waiting = begin()
        let call = try await provider.nextCall()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        call.fail(VaultError())
    }

    @Test("Fresh credentials pass the kept ones, share one request and are kept in their place")
    func fresh() async throws {
        try await keep("1", for: 3600)
        let forced = [begin(fresh: true), begin(fresh: true)]
        #expect(try await begin().value == "1")
        try await provider.nextCall().answer("2", end: clock.now + 3600)
        for task in forced { #expect(try await task.value == "2") }
        #expect(try await begin().value == "2")
        #expect(provider.callCount == 2)
    }

    @Test("Fresh credentials replace ones without an end")
    func freshWithoutEnd() async throws {
        try await keep("1", for: nil)
        let forced = begin(fresh: true)
        try await provider.nextCall().answer("2", end: nil)
        #expect(try await forced.value == "2")
        #expect(try await begin().value == "2")
    }

    @Test("When fresh credentials cannot be had the error is told, and the kept ones stay")
    func freshFails() async throws {
        try await keep("1", for: 3600)
        let forced = begin(fresh: true)
        try await provider.nextCall().fail(VaultError())
        await #expect(throws: VaultError()) { try await forced.value }
        #expect(try await begin().value == "1")
        #expect(provider.callCount == 2)
    }

    @Test("A clock that is set back does not prolong the pause after a failure")
    func clockSetBack() async throws {
        try await keep("1", for: 400)
        clock.advance(by: 200)
        let failing = begin()
        try await provider.nextCall().fail(VaultError())
        #expect(try await failing.value == "1")
        clock.advance(by: -50)
        let renewed = begin()
        try await provider.nextCall().answer("2", end: clock.now + 3600)
        #expect(try await renewed.value == "2")
    }

    @Test("No form of a keeper shows what it keeps")
    func redacted() async throws {
        try await keep("AKIDPLANTED", for: 3600)
        expectNothingPlanted(in: kept)
    }
}
