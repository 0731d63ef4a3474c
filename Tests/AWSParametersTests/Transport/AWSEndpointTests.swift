import AWSParameters
import Testing

@Suite("Endpoint")
struct AWSEndpointTests {
    private func endpoint(_ environment: [String: String]) throws -> String {
        try ParameterStore(environment: ["AWS_REGION": "eu-central-1"].merging(environment) { $1 }).endpoint.description
    }

    @Test("Without a variable it is AWS's own in the region and its partition")
    func own() throws {
        #expect(try endpoint([:]) == "https://ssm.eu-central-1.amazonaws.com")
        #expect(try endpoint(["AWS_REGION": "cn-north-1"]) == "https://ssm.cn-north-1.amazonaws.com.cn")
        #expect(try endpoint(["AWS_REGION": "us-gov-west-1"]) == "https://ssm.us-gov-west-1.amazonaws.com")
    }

    @Test("The service's variable goes before the general one, and an empty one does not count")
    func variables() throws {
        let general = ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566/"]
        #expect(try endpoint(general) == "http://127.0.0.1:4566")
        #expect(try endpoint(general.merging(["AWS_ENDPOINT_URL_SSM": ""]) { $1 }) == "http://127.0.0.1:4566")
        #expect(
            try endpoint(general.merging(["AWS_ENDPOINT_URL_SSM": "https://vpce.example:443"]) { $1 })
                == "https://vpce.example"
        )
    }

    @Test("An IPv6 address keeps its brackets in the Host header")
    func bracketed() throws {
        #expect(try AWSEndpoint("http://[::1]:4566").authority == "[::1]:4566")
    }

    @Test(
        "Anything but a scheme, a host and a port is refused by the variable's name and without its text",
        arguments: [
            "ftp://planted", "planted", "http://", "https://user:planted@host", "https://host/planted",
            "https://host?planted", "https://host#planted", "https:///planted", "https://ho st",
        ]
    )
    func refused(url: String) throws {
        let error = try #require(
            #expect(throws: AWSParametersError.self) { try endpoint(["AWS_ENDPOINT_URL_SSM": url]) }
        )
        #expect(error.code == .invalidConfiguration)
        #expect(error.description.contains("AWS_ENDPOINT_URL_SSM"))
        #expect(!printedForms(of: error).contains("planted"))
    }

    @Test(
        "A port that is none is refused, however large",
        arguments: ["0", "65536", "70000", "99999999999999999999999999", "-1"]
    )
    func ports(port: String) {
        for host in ["127.0.0.1", "[::1]", "aws.example"] {
            #expect(throws: AWSParametersError.self) { try AWSEndpoint("http://\(host):\(port)") }
        }
    }

    @Test("The largest port is taken")
    func largestPort() throws {
        #expect(try AWSEndpoint("http://127.0.0.1:65535").authority == "127.0.0.1:65535")
    }
}
