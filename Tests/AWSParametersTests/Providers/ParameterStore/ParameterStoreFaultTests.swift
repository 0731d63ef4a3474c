import AWSParameters
import Foundation
import Synchronization
import Testing

@Suite("Parameter Store, from a server that misbehaves")
struct ParameterStoreFaultTests {
    private static let ok = FaultServer.Step.answer(200, found(["/a": "value"]))

    @Test(
        "A passing failure is retried",
        arguments: [
            .answer(400, #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
            .answer(429, ""),
            .answer(500, #"{"__type":"InternalServerError"}"#),
            .answer(503, "<html>"),
            .reset,
            .rawThenClose(""),
            .rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"),
        ] as [FaultServer.Step]
    )
    func retried(fault: FaultServer.Step) async throws {
        try await FaultServer.run([fault, fault, Self.ok]) { server in
            let value = try await ParameterStore(server).parameter(named: "/a")
            #expect(value.reveal() == "value")
            #expect(server.requests.count == 3)
        }
    }

    @Test(
        "A failure that does not pass ends after the last retry with its own code",
        arguments: [
            (.answer(400, #"{"__type":"ThrottlingException"}"#), .throttled),
            (.answer(500, "{}"), .serviceUnavailable),
            (.reset, .connectionFailed),
        ] as [(FaultServer.Step, AWSParametersError.Code)]
    )
    func exhausted(fault: FaultServer.Step, code: AWSParametersError.Code) async throws {
        try await FaultServer.run([fault]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == code)
            #expect(error.names == ["/a"] && error.endpoint?.description == server.endpoint)
            #expect(server.requests.count == 3)
        }
    }

    @Test(
        "A refusal is not retried and keeps the service's own code",
        arguments: [
            ("com.amazon.coral.service#AccessDeniedException", .accessDenied),
            ("ExpiredTokenException", .expiredCredentials),
            ("InvalidSignatureException", .invalidCredentials),
            ("UnrecognizedClientException", .invalidCredentials),
            ("ValidationException", .requestRejected),
        ] as [(String, AWSParametersError.Code)]
    )
    func refused(type: String, code: AWSParametersError.Code) async throws {
        try await FaultServer.run([.answer(400, #"{"__type":"\#(type)","Message":"m"}"#)]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == code)
            #expect(type.hasSuffix(try #require(error.serviceCode)))
            #expect(server.requests.count == 1)
        }
    }

    @Test("A denied access names the IAM actions and the resources")
    func accessDenied() async throws {
        let answer = #"{"__type":"AccessDeniedException","Message":"User: arn:aws:sts::1:x is not authorized"}"#
        try await FaultServer.run([.answer(400, answer)]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameters(named: ["/prod/db:3", "plain"]) }
            #expect(error.description.contains("ssm:GetParameters"))
            #expect(error.description.contains("kms:Decrypt"))
            #expect(error.description.contains("arn:aws:ssm:eu-central-1:*:parameter/prod/db,"))
            #expect(error.description.contains("arn:aws:ssm:eu-central-1:*:parameter/plain,"))
            #expect(error.debugDescription.contains("is not authorized"))
        }
    }

    @Test(
        "What is no answer of the service is not retried",
        arguments: [
            .raw("SSH-2.0-OpenSSH_9\r\n\r\n"),
            .answer(200, "<html>"),
            .answer(200, #"{"Parameters":[{"Name":"/a"}]}"#),
            .answer(302, "", headers: ["Location": "/elsewhere"]),
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{"),
            .answer(200, String(repeating: " ", count: 1 << 20) + "{}"),
            .answer(200, String(repeating: " ", count: 10 << 20) + "{}"),
        ] as [FaultServer.Step]
    )
    func invalid(fault: FaultServer.Step) async throws {
        try await FaultServer.run([fault]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .invalidResponse)
            #expect(server.requests.count == 1)
        }
    }

    @Test("An answer without a length is cut off at the limit")
    func oversizedChunks() async throws {
        let chunk = "80000\r\n\(String(repeating: "x", count: 0x80000))\r\n"
        let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk
        try await FaultServer.run([.raw(answer)]) { server in
            let store = try ParameterStore(server)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .invalidResponse)
        }
    }

    @Test(
        "Silence ends in a time-out, before the answer and in the middle of it",
        arguments: [.stall, .raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")] as [FaultServer.Step]
    )
    func silence(fault: FaultServer.Step) async throws {
        try await FaultServer.run([fault]) { server in
            let limits = RequestLimits(connectTimeout: .seconds(20), totalTimeout: .milliseconds(300))
            let store = try ParameterStore(server, limits: limits)
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .timeout)
            #expect(error.description.contains("/a") && error.description.contains("0.3 seconds"))
        }
    }

    @Test("A port that nobody listens on fails to connect")
    func refusedConnection() async throws {
        let store = try ParameterStore(
            credentials: AWSCredentials(accessKeyID: "AKID", secretAccessKey: Secret("key")),
            region: try AWSRegion("eu-central-1"),
            // Below the ports that anything without privileges is given.
            endpoint: try AWSEndpoint("http://127.0.0.1:1"),
            limits: .patient
        )
        let error = try await parametersError { try await store.parameter(named: "/a") }
        #expect(error.code == .connectionFailed)
        #expect(error.debugDescription.contains("refused"))
    }

    @Test("A cancelled fetch ends at once with a cancellation")
    func cancelled() async throws {
        try await FaultServer.run([.stall]) { server in
            let store = try ParameterStore(server)
            let fetch = Task { try await store.parameter(named: "/a") }
            await server.firstRequest()
            fetch.cancel()
            await #expect(throws: CancellationError.self) { try await fetch.value }
        }
    }

    @Test("A request carries the target, the session token, a signature and the names once each")
    func request() async throws {
        struct Body: Decodable, Equatable {
            let names: [String]
            let withDecryption: Bool

            enum CodingKeys: String, CodingKey {
                case names = "Names"
                case withDecryption = "WithDecryption"
            }
        }
        try await FaultServer.run([.answer(200, found(["/a": "1", "/b": "2"]))]) { server in
            _ = try await ParameterStore(server).parameters(named: ["/b", "/a", "/b"])
            let request = try #require(server.requests.first)
            #expect(request.line == "POST / HTTP/1.1")
            #expect(request.headers["x-amz-target"] == "AmazonSSM.GetParameters")
            #expect(request.headers["content-type"] == "application/x-amz-json-1.1")
            #expect(request.headers["x-amz-security-token"] == "planted-session-token")
            #expect(request.headers["host"].map { "http://\($0)" } == server.endpoint)
            #expect(request.headers["authorization"]?.contains("/eu-central-1/ssm/aws4_request") == true)
            let body = try JSONDecoder().decode(Body.self, from: Data(request.body.utf8))
            #expect(body == Body(names: ["/a", "/b"], withDecryption: true))
        }
    }

    @Test("Labels, versions and ARNs are matched with the answer's parameters")
    func selectors() async throws {
        let arn = "arn:aws:ssm:eu-central-1:1:parameter/shared"
        let answer = #"""
            {"Parameters":[{"Name":"/a","Value":"live","Selector":":live"},{"Name":"/a","Value":"v3","Selector":":3"},
            {"Name":"/a","Value":"now","Version":4},{"Name":"/shared","ARN":"\#(arn)","Value":"theirs"}]}
            """#
        try await FaultServer.run([.answer(200, answer)]) { server in
            let found = try await ParameterStore(server).parameters(named: ["/a", "/a:live", "/a:3", arn])
            #expect(found.mapValues { $0.reveal() } == ["/a": "now", "/a:live": "live", "/a:3": "v3", arn: "theirs"])
        }
    }

    @Test("The HTTP client is made by the first fetch, not before and not for nothing")
    func lazyClient() async throws {
        try await FaultServer.run([Self.ok]) { server in
            let store = try ParameterStore(server)
            #expect(try await store.parameters(named: []).isEmpty)
            #expect(!store.hasClient)
            _ = try await store.parameter(named: "/a")
            #expect(store.hasClient)
        }
    }

    @Test("Credentials are asked for before every attempt, and their provider's error passes unchanged")
    func credentialProvider() async throws {
        final class Renewing: AWSCredentialProvider {
            let calls = Mutex(0)

            func credentials() async throws -> AWSCredentials {
                let call = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                guard call <= 2 else { throw VaultError() }
                return AWSCredentials(accessKeyID: "AKID\(call)", secretAccessKey: Secret("key"))
            }
        }
        try await FaultServer.run([.answer(500, "")]) { server in
            let store = try ParameterStore(
                credentials: Renewing(),
                region: try AWSRegion("eu-central-1"),
                endpoint: try AWSEndpoint(server.endpoint),
                limits: .patient
            )
            await #expect(throws: VaultError()) { try await store.parameter(named: "/a") }
            let keys = server.requests.map { $0.headers["authorization"]?.contains("AKID2") }
            #expect(keys == [false, true])
        }
    }

    @Test("A session token with a line break is refused before it is sent")
    func malformedToken() async throws {
        try await FaultServer.run([Self.ok]) { server in
            let store = try ParameterStore(server, environment: ["AWS_SESSION_TOKEN": "planted-token\n"])
            let error = try await parametersError { try await store.parameter(named: "/a") }
            #expect(error.code == .invalidCredentials)
            #expect(!printedForms(of: error).contains("planted-token"))
            #expect(server.requests.isEmpty)
        }
    }
}
