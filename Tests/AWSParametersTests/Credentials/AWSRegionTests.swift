import AWSParameters
import Testing

@Suite("Region")
struct AWSRegionTests {
    @Test("AWS_REGION goes before AWS_DEFAULT_REGION, and an empty one does not count")
    func order() throws {
        #expect(try AWSRegion.current(environment: ["AWS_REGION": "a-1", "AWS_DEFAULT_REGION": "b-1"]).name == "a-1")
        #expect(try AWSRegion.current(environment: ["AWS_REGION": "", "AWS_DEFAULT_REGION": "b-1"]).name == "b-1")
    }

    @Test("Without a region the error names both variables")
    func missing() throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try AWSRegion.current(environment: [:]) }
        )
        #expect(error.code == .missingRegion)
        #expect(error.description.contains("AWS_REGION") && error.description.contains("AWS_DEFAULT_REGION"))
    }

    @Test("A text that would change the host name is no region", arguments: ["", "evil.example/", "a@b", "EU", "é"])
    func invalid(name: String) throws {
        let error = try #require(#expect(throws: AWSParametersError.self) { try AWSRegion(name) })
        #expect(error.code == .invalidConfiguration)
    }
}
