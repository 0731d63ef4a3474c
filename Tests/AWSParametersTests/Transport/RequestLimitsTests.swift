import AWSParameters
import Testing

@Suite("Request limits")
struct RequestLimitsTests {
    @Test("The defaults are one second, three seconds, two retries and one mebibyte")
    func defaults() {
        let limits = RequestLimits()
        #expect(limits.connectTimeout == .seconds(1) && limits.totalTimeout == .seconds(3))
        #expect(limits.maximumRetries == 2 && limits.maximumResponseSize == 1_048_576)
    }

    @Test("Limits beyond reason still fetch", arguments: [Duration.seconds(Int64.max), .seconds(86_401)])
    func huge(time: Duration) async throws {
        try await FaultServer.run([.answer(200, found(["/a": "value"]))]) { server in
            let limits = RequestLimits(
                connectTimeout: time,
                totalTimeout: time,
                maximumRetries: .max,
                maximumResponseSize: .max
            )
            let value = try await ParameterStore(server, limits: limits).parameter(named: "/a")
            #expect(value.reveal() == "value")
        }
    }

    @Test("No time at all is a time-out")
    func none() async throws {
        try await FaultServer.run([.stall]) { server in
            let limits = RequestLimits(connectTimeout: .zero, totalTimeout: .seconds(-1), maximumRetries: -1)
            let store = try ParameterStore(server, limits: limits)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .timeout || error.code == .connectionFailed)
        }
    }
}
