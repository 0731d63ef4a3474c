import LambdaRuntime
import Testing

@Suite("The address of the Runtime API")
struct RuntimeAPIEndpointTests {
    @Test(
        "Host and port are read",
        arguments: [("127.0.0.1:9001", "127.0.0.1", 9001), ("localhost:80", "localhost", 80)]
    )
    func valid(value: String, host: String, port: Int) throws {
        let endpoint = try RuntimeAPIEndpoint.find(in: ["AWS_LAMBDA_RUNTIME_API": value])
        #expect(endpoint == RuntimeAPIEndpoint(host: host, port: port))
    }

    @Test("A malformed value is named", arguments: ["", "host", "host:", ":9001", "host:0", "host:70000", "host:x"])
    func malformed(value: String) {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try RuntimeAPIEndpoint.find(in: ["AWS_LAMBDA_RUNTIME_API": value])
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("'\(value)'") == true)
    }

    @Test("Outside of Lambda there is none")
    func elsewhere() throws {
        #expect(try RuntimeAPIEndpoint.find(in: [:]) == nil)
        #expect(try RuntimeAPIEndpoint.find(in: ["LAMBDA_TASK_ROOT": "", "AWS_REGION": "eu-west-1"]) == nil)
    }

    @Test("On Lambda a missing variable is an error that says where it comes from")
    func missing() {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try RuntimeAPIEndpoint.find(in: ["AWS_LAMBDA_FUNCTION_NAME": "f"])
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("AWS_LAMBDA_RUNTIME_API must be set") == true)
    }
}
