import DuckDBServerless
import Testing

@Suite("The variables of the hardened profile")
struct HardenedKeysTests {
    @Test("Off unless it is asked for")
    func off() throws {
        #expect(try profile([:]) == nil)
        let lists = ["DUCKDB_ALLOWED_DIRECTORIES": "/data", "DUCKDB_ALLOWED_FUNCTIONS": "f"]
        #expect(try profile(lists.merging(["DUCKDB_HARDENED": "off"]) { $1 }) == nil)
        #expect(try profile(["DUCKDB_HARDENED": "on"]) == HardenedProfile())
    }

    @Test("Directories and functions are lists")
    func lists() throws {
        var expected = HardenedProfile()
        expected.allowedDirectories = ["s3://reports/public/", "/opt/my data"]
        expected.allowedFunctions = ["own_macro", "st_area"]
        let made = try profile([
            "DUCKDB_HARDENED": "on", "DUCKDB_ALLOWED_DIRECTORIES": "s3://reports/public/, /opt/my data ",
            "DUCKDB_ALLOWED_FUNCTIONS": "own_macro,st_area",
        ])
        #expect(made == expected)
    }

    @Test("What is limited without the profile is refused: nothing would limit it")
    func limitsAlone() throws {
        for name in ["DUCKDB_ALLOWED_DIRECTORIES", "DUCKDB_ALLOWED_FUNCTIONS"] {
            let error = try #require(throws: ConfigurationError.self) { try profile([name: "/planted"]) }
            #expect(error.variable == name && !error.description.contains("planted"))
        }
    }

    @Test(
        "A directory that the engine would take for another one is refused, and not repeated",
        arguments: ["planted", "./planted", "/planted/../etc", "s3://planted/?s3_endpoint=x", "/data,planted"]
    )
    func directories(text: String) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try profile(["DUCKDB_HARDENED": "on", "DUCKDB_ALLOWED_DIRECTORIES": text])
        }
        #expect(error.variable == "DUCKDB_ALLOWED_DIRECTORIES" && !error.description.contains("planted"))
    }

    @Test("Anything but on and off is refused", arguments: ["true", "1", "ON", "planted"])
    func words(text: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try profile(["DUCKDB_HARDENED": text]) }
        #expect(error.variable == "DUCKDB_HARDENED" && !error.description.contains("planted"))
    }

    private func profile(_ variables: [String: String]) throws -> HardenedProfile? {
        try EngineConfiguration.environment(FunctionEnvironment(variables: variables)).hardened
    }
}
