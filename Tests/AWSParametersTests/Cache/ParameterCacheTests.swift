import AWSParameters
import LocalServices
import Testing

@Suite("Parameter cache")
struct ParameterCacheTests {
    @Test("A thousand tasks that want one parameter make one request")
    func singleFlight() async throws {
        try await FaultServer.run([.answer(200, found(["/a": "value"]))]) { server in
            let cache = ParameterCache(try ParameterStore(server))
            let values = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<1000 {
                    group.addTask { try await cache.parameter(named: "/a").reveal() }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(values == Array(repeating: "value", count: 1000))
            #expect(server.requests.count == 1)
        }
    }

    @Test("However tasks overlap, a value that is being fetched or was just fetched is not fetched again")
    func overlapping() async throws {
        for _ in 0..<300 {
            let provider = InMemoryParameters(["/a": "value"])
            let cache = ParameterCache(provider)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { _ = try await cache.parameter(named: "/a") } }
                try await group.waitForAll()
            }
            #expect(provider.calls.count == 1)
        }
    }

    @Test("A rotated parameter is seen once its time to live is over, by the wall clock")
    func timeToLive() async throws {
        let moto = try await Moto.shared()
        let clock = TestClock()
        let cache = ParameterCache(try ParameterStore(moto), timeToLive: .seconds(300)) { clock.now }
        try await moto.putParameter("/ttl/a", "old")
        #expect(try await cache.parameter(named: "/ttl/a").reveal() == "old")
        try await moto.putParameter("/ttl/a", "new")
        clock.advance(by: 299)
        #expect(try await cache.parameter(named: "/ttl/a").reveal() == "old")
        clock.advance(by: 1)
        #expect(try await cache.parameter(named: "/ttl/a").reveal() == "new")
    }

    @Test("A rotated parameter is seen at once by a forced fetch, and by all calls after it")
    func forced() async throws {
        let moto = try await Moto.shared()
        let cache = ParameterCache(try ParameterStore(moto))
        try await moto.putParameter("/forced/a", "old")
        #expect(try await cache.parameter(named: "/forced/a").reveal() == "old")
        try await moto.putParameter("/forced/a", "new")
        let found = try await cache.parameters(named: ["/forced/a"], forceFetch: true)
        #expect(found["/forced/a"]?.reveal() == "new")
        #expect(try await cache.parameter(named: "/forced/a").reveal() == "new")
    }

    @Test("A clock that is set back makes a value be fetched anew")
    func clockSetBack() async throws {
        let provider = HeldProvider()
        let clock = TestClock()
        let cache = ParameterCache(provider) { clock.now }
        async let first = cache.parameter(named: "/a")
        try await provider.nextCall().answer("old")
        #expect(try await first.reveal() == "old")
        clock.advance(by: -3600)
        async let second = cache.parameter(named: "/a")
        try await provider.nextCall().answer("new")
        #expect(try await second.reveal() == "new")
    }

    @Test("Only the names that are not kept are fetched, in one call")
    func batch() async throws {
        let provider = HeldProvider()
        let cache = ParameterCache(provider)
        async let first = cache.parameter(named: "/b")
        try await provider.nextCall().answer("1")
        _ = try await first
        async let second = cache.parameters(named: ["/c", "/a", "/b", "/a"])
        let call = try await provider.nextCall()
        #expect(call.names == ["/a", "/c"])
        call.answer("2")
        #expect(try await second.mapValues { $0.reveal() } == ["/a": "2", "/b": "1", "/c": "2"])
    }

    @Test("A failure is passed on unchanged and not kept")
    func failure() async throws {
        let provider = HeldProvider()
        let cache = ParameterCache(provider)
        let failed = Task { try await cache.parameter(named: "/a") }
        try await provider.nextCall().fail(VaultError())
        await #expect(throws: VaultError()) { try await failed.value }
        async let found = cache.parameter(named: "/a")
        try await provider.nextCall().answer("value")
        #expect(try await found.reveal() == "value")
    }

    @Test("A provider that leaves a name out is reported as a missing parameter")
    func leftOut() async throws {
        let provider = HeldProvider()
        let cache = ParameterCache(provider)
        let fetch = Task { try await cache.parameters(named: ["/a", "/b"]) }
        try await provider.nextCall().answer(["/a": Secret("value")])
        let error = try await parametersError { try await fetch.value }
        #expect(error.code == .parameterNotFound)
        #expect(error.names == ["/b"])
        #expect(provider.callCount == 1)
    }

    @Test("The values fetched longest ago make room")
    func capacity() async throws {
        let provider = HeldProvider()
        let cache = ParameterCache(provider, capacity: 2)
        for name in ["/a", "/b", "/c"] {
            async let value = cache.parameter(named: name)
            try await provider.nextCall().answer(name)
            _ = try await value
        }
        #expect(cache.count == 2)
        #expect(try await cache.parameters(named: ["/b", "/c"]).count == 2)
        async let evicted = cache.parameter(named: "/a")
        try await provider.nextCall().answer("again")
        #expect(try await evicted.reveal() == "again")
    }
}
