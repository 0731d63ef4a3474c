package import NIOCore
package import NIOHTTP1

/// One invocation as the Runtime API delivered it.
package struct Invocation: Sendable, Hashable {
    package let requestID: String
    package let deadline: LambdaClock.Instant
    package let invokedFunctionARN: String
    package let traceID: String
    package let tenantID: String?
    package let cognitoIdentity: String?
    package let clientContext: String?
    package let event: ByteBuffer

    /// Reads the headers of an answer to the request for the next invocation.
    package init(headers: HTTPHeaders, event: ByteBuffer) throws(LambdaRuntimeError) {
        let deadline = try Self.require("Lambda-Runtime-Deadline-Ms", in: headers)
        guard let milliseconds = Int64(deadline) else {
            throw Self.unusable("Lambda-Runtime-Deadline-Ms", "is not a number")
        }
        requestID = try Self.require("Lambda-Runtime-Aws-Request-Id", in: headers)
        guard requestID.utf8.allSatisfy(Self.isSafeInPath) else {
            throw Self.unusable("Lambda-Runtime-Aws-Request-Id", "holds characters that cannot stand in a path")
        }
        self.deadline = LambdaClock.Instant(millisecondsSinceEpoch: milliseconds)
        invokedFunctionARN = try Self.require("Lambda-Runtime-Invoked-Function-Arn", in: headers)
        traceID = headers.first(name: "Lambda-Runtime-Trace-Id") ?? ""
        tenantID = headers.first(name: "Lambda-Runtime-Aws-Tenant-Id")
        cognitoIdentity = Self.value("Lambda-Runtime-Cognito-Identity", in: headers)
        clientContext = Self.value("Lambda-Runtime-Client-Context", in: headers)
        self.event = event
    }

    private static func require(_ name: String, in headers: HTTPHeaders) throws(LambdaRuntimeError) -> String {
        guard let value = value(name, in: headers) else { throw unusable(name, "is missing") }
        return value
    }

    private static func value(_ name: String, in headers: HTTPHeaders) -> String? {
        headers.first(name: name).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func unusable(_ name: String, _ problem: String) -> LambdaRuntimeError {
        LambdaRuntimeError(.invalidInvocation, "The Runtime API sent an invocation whose header \(name) \(problem).")
    }

    private static func isSafeInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default:
            false
        }
    }
}
