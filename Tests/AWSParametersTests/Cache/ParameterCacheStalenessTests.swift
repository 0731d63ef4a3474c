import AWSParameters
import InMemoryLogging
import Logging
import Testing

@Suite("Parameter cache, while the service fails")
struct ParameterCacheStalenessTests {
    private static let outage = AWSParametersError(.serviceUnavailable, "The service is down.")

    private let provider = InMemoryParameters(["/a": "planted-old", "/b": "planted-b"])
    private let clock = TestClock()
    private let logs = InMemoryLogHandler()
    private let cache: ParameterCache

    init() {
        let logs = logs
        cache = ParameterCache(
            provider,
            timeToLive: .seconds(300),
            staleness: .seconds(3600),
            logger: Logger(label: "test") { _ in logs },
            now: { [clock] in clock.now }
        )
    }

    private func value(_ name: String = "/a") async throws -> String {
        try await cache.parameter(named: name).reveal()
    }

    @Test(
        "A value past its time is used while the service cannot answer, with one warning that names it",
        arguments: [.serviceUnavailable, .throttled, .connectionFailed, .timeout, .invalidResponse]
            as [AWSParametersError.Code]
    )
    func outages(code: AWSParametersError.Code) async throws {
        #expect(try await value() == "planted-old")
        provider.failure = AWSParametersError(code, "The service is down.")
        clock.advance(by: 301)
        #expect(try await value() == "planted-old")
        let entry = try #require(logs.entries.first)
        #expect(logs.entries.count == 1 && entry.level == .warning)
        #expect("\(entry.metadata)".contains("/a") && "\(entry.metadata)".contains(code.description))
        SecretScan.record("\(logs.entries)", in: .logs)
    }

    @Test(
        "A refusal is passed on, whatever was known before",
        arguments: [.parameterNotFound, .accessDenied, .invalidCredentials, .requestRejected]
            as [AWSParametersError.Code]
    )
    func refusals(code: AWSParametersError.Code) async throws {
        _ = try await value()
        provider.failure = AWSParametersError(code, "No.")
        clock.advance(by: 301)
        #expect(try await parametersError { try await value() }.code == code)
        #expect(logs.entries.isEmpty)
    }

    @Test("What a service has refused is not used again, neither as fresh nor in an outage")
    func revoked() async throws {
        for code in [AWSParametersError.Code.accessDenied, .parameterNotFound] {
            provider.failure = nil
            _ = try await value()
            provider.failure = AWSParametersError(code, "No.")
            _ = try await parametersError { try await cache.parameter(named: "/a", forceFetch: true) }
            provider.failure = Self.outage
            #expect(try await parametersError { try await value() } == Self.outage)
        }
    }

    @Test("An unknown error of a provider is passed on")
    func unknownError() async throws {
        _ = try await value()
        provider.failure = VaultError()
        clock.advance(by: 301)
        await #expect(throws: VaultError()) { try await value() }
    }

    @Test("The service is asked again after ten seconds, and its new value counts at once")
    func pause() async throws {
        _ = try await value()
        provider.failure = Self.outage
        clock.advance(by: 301)
        _ = try await value()
        clock.advance(by: 9)
        #expect(try await value() == "planted-old")
        #expect(provider.calls.count == 2)
        provider.failure = nil
        provider["/a"] = Secret("planted-new")
        clock.advance(by: 1)
        #expect(try await value() == "planted-new")
        #expect(provider.calls.count == 3)
    }

    @Test("A value older than the limit is not used")
    func ageLimit() async throws {
        _ = try await value()
        provider.failure = Self.outage
        clock.advance(by: 3599)
        #expect(try await value() == "planted-old")
        clock.advance(by: 1)
        #expect(try await parametersError { try await value() } == Self.outage)
    }

    @Test("A limit of zero switches it off")
    func switchedOff() async throws {
        let cache = ParameterCache(provider, staleness: .zero) { [clock] in clock.now }
        _ = try await cache.parameter(named: "/a")
        provider.failure = Self.outage
        clock.advance(by: 301)
        #expect(try await parametersError { try await cache.parameter(named: "/a") } == Self.outage)
    }

    @Test("A forced fetch never gets an old value, and leaves it for others")
    func forced() async throws {
        _ = try await value()
        provider.failure = Self.outage
        let error = try await parametersError {
            try await cache.parameters(named: ["/a"], forceFetch: true)
        }
        #expect(error == Self.outage)
        #expect(try await value() == "planted-old")
        #expect(logs.entries.isEmpty)
    }

    @Test("A name that was never fetched fails, and does not take down its neighbour that was")
    func neighbours() async throws {
        _ = try await value("/a")
        provider.failure = Self.outage
        clock.advance(by: 301)
        #expect(try await parametersError { try await cache.parameters(named: ["/a", "/b"]) } == Self.outage)
        #expect(try await value("/a") == "planted-old")
        #expect(try await parametersError { try await value("/b") } == Self.outage)
    }

    @Test("A clock that is set back makes no old value look young")
    func clockSetBack() async throws {
        _ = try await value()
        provider.failure = Self.outage
        clock.advance(by: -60)
        #expect(try await parametersError { try await value() } == Self.outage)
    }

    @Test("A failure is not kept: the next call asks again where nothing is known")
    func notKept() async throws {
        provider.failure = Self.outage
        #expect(try await parametersError { try await value() } == Self.outage)
        provider.failure = nil
        #expect(try await value() == "planted-old")
        #expect(provider.calls.count == 2)
    }

    @Test("A call may ask for a younger value than the cache would give, and for an older one")
    func timeToLiveOfACall() async throws {
        _ = try await value()
        provider["/a"] = Secret("planted-new")
        clock.advance(by: 60)
        #expect(try await value() == "planted-old")
        let younger = try await cache.parameters(named: ["/a"], timeToLive: .seconds(60))
        #expect(younger["/a"]?.reveal() == "planted-new")
        clock.advance(by: 400)
        let older = try await cache.parameters(named: ["/a"], timeToLive: .seconds(401))
        #expect(older["/a"]?.reveal() == "planted-new")
        #expect(provider.calls.count == 2)
    }
}
