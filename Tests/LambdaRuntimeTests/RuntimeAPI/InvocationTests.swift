import LambdaRuntime
import NIOCore
import NIOHTTP1
import Testing

@Suite("The headers of an invocation")
struct InvocationTests {
    static let required = [
        "Lambda-Runtime-Aws-Request-Id", "Lambda-Runtime-Deadline-Ms", "Lambda-Runtime-Invoked-Function-Arn",
    ]

    private func headers(_ changes: [String: String?] = [:]) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "Lambda-Runtime-Deadline-Ms": "1542409706888",
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:123456789012:function:f",
        ]
        for (name, value) in changes {
            headers.remove(name: name)
            if let value { headers.add(name: name, value: value) }
        }
        return headers
    }

    @Test("All headers are read")
    func all() throws {
        let invocation = try Invocation(
            headers: headers([
                "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7", "Lambda-Runtime-Aws-Tenant-Id": "blue",
                "Lambda-Runtime-Cognito-Identity": "{}", "Lambda-Runtime-Client-Context": #"{"custom":{}}"#,
            ]),
            event: ByteBuffer(string: "{}")
        )
        #expect(invocation.requestID == "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
        #expect(invocation.deadline.millisecondsSinceEpoch() == 1_542_409_706_888)
        #expect(invocation.invokedFunctionARN == "arn:aws:lambda:eu-west-1:123456789012:function:f")
        #expect(invocation.traceID == "Root=1-5bef4de7")
        #expect(invocation.tenantID == "blue")
        #expect(invocation.cognitoIdentity == "{}")
        #expect(invocation.clientContext == #"{"custom":{}}"#)
    }

    @Test("A missing or empty required header is named", arguments: required, [nil, ""] as [String?])
    func missing(name: String, value: String?) {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try Invocation(headers: headers([name: value]), event: ByteBuffer())
        }
        #expect(error?.code == .invalidInvocation)
        #expect(error?.message.contains(name) == true)
    }

    @Test("A deadline that is no number is named", arguments: ["soon", "1.5", "99999999999999999999"])
    func deadline(value: String) {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try Invocation(headers: headers(["Lambda-Runtime-Deadline-Ms": value]), event: ByteBuffer())
        }
        #expect(error?.message.contains("Lambda-Runtime-Deadline-Ms") == true)
    }

    @Test("A request ID that would change the path is refused", arguments: ["a b", "a/../b", "a?b", "é"])
    func requestID(value: String) {
        let error = #expect(throws: LambdaRuntimeError.self) {
            try Invocation(headers: headers(["Lambda-Runtime-Aws-Request-Id": value]), event: ByteBuffer())
        }
        #expect(error?.code == .invalidInvocation)
    }
}
