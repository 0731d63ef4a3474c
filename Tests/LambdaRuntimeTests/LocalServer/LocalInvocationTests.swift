import Foundation
import LambdaRuntime
import Logging
import NIOCore
import Synchronization
import Testing

@Suite("Raw invocations of the local server")
struct LocalInvocationTests {
    static let paths = ["/invoke", "/2015-03-31/functions/function/invocations"]

    @Test("A raw event is what the function gets, and its answer what comes back", arguments: paths)
    func raw(path: String) async throws {
        try await withLocalServer({ event, writer, _ in try await writer.writeAndFinish(event) }) { port in
            let answer = try await Curl.request(port, path, input: Data(#"{"any": "thing"}"#.utf8))
            #expect(answer.status == 200 && answer.text == #"{"any": "thing"}"#)
            #expect(answer.values("x-amz-function-error") == [])
        }
    }

    @Test("An error is marked by a header, and its report is the answer", arguments: paths)
    func failure(path: String) async throws {
        let message = "line \"1\"\nline 2\u{2028}"
        try await withLocalServer({ _, _, _ in throw OrderFailure(message) }) { port in
            let answer = try await Curl.request(port, path, input: Data("{}".utf8))
            #expect(answer.status == 200 && answer.values("x-amz-function-error") == ["Unhandled"])
            let report = try answer.object()
            #expect(report["errorType"] as? String == "Function.OrderFailure")
            #expect(report["errorMessage"] as? String == message)
        }
    }

    @Test("A stream is passed on as it is")
    func stream() async throws {
        try await withLocalServer({ _, writer, _ in
            try await writer.write(ByteBuffer(string: "a"))
            try await writer.writeAndFinish(ByteBuffer(string: "b"))
        }) { port in
            let answer = try await Curl.request(port, "/invoke", input: Data("{}".utf8))
            #expect(answer.text == "ab")
        }
    }

    @Test("A failure in the middle of a stream breaks the connection")
    func brokenStream() async throws {
        try await withLocalServer({ _, writer, _ in
            try await writer.write(ByteBuffer(string: "partial"))
            throw OrderFailure()
        }) { port in
            let answer = try await Curl.request(port, "/invoke", input: Data("{}".utf8))
            #expect(answer.exitCode == 18 && answer.text == "partial")
        }
    }

    @Test("Only POST invokes")
    func method() async throws {
        try await withLocalServer({ event, writer, _ in try await writer.writeAndFinish(event) }) { port in
            let answer = try await Curl.request(port, "/invoke")
            #expect(answer.status == 405 && answer.values("allow") == ["POST"])
        }
    }

    @Test(
        "A page of another origin invokes nothing",
        arguments: paths,
        [
            "Origin: http://pages.example", "Origin: null", "Origin: http://127.0.0.1:1", "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ]
    )
    func foreignPage(path: String, header: String) async throws {
        let count = Atomic(0)
        try await withLocalServer({ event, writer, _ in
            count.add(1, ordering: .relaxed)
            try await writer.writeAndFinish(event)
        }) { port in
            let answer = try await Curl.request(port, path, "-H", header, input: Data("{}".utf8))
            #expect(answer.status == 403 && answer.text == #"{"message":"Forbidden"}"#)
        }
        #expect(count.load(ordering: .relaxed) == 0)
    }

    @Test("A page of the server itself invokes, and so does a browser by itself", arguments: ["same-origin", "none"])
    func ownPage(site: String) async throws {
        try await withLocalServer({ event, writer, _ in try await writer.writeAndFinish(event) }) { port in
            let headers = ["Origin: http://127.0.0.1:\(port)", "Sec-Fetch-Site: \(site)"]
            let answer = try await Curl.request(
                port,
                "/invoke",
                "-H",
                headers[0],
                "-H",
                headers[1],
                input: Data("{}".utf8)
            )
            #expect(answer.status == 200 && answer.text == "{}")
        }
    }

    @Test("Client context and trace are passed on, and the context knows the deadline")
    func context() async throws {
        let custom = Data(#"{"custom":{"k":"v"}}"#.utf8).base64EncodedString()
        try await withLocalServer(
            timeout: .seconds(20),
            { _, writer, context in
                #expect(context.clientContext?.custom == ["k": "v"])
                #expect(context.traceID == "Root=1-2-3")
                #expect(context.getRemainingTime() <= .seconds(20))
                #expect(context.invokedFunctionARN.hasPrefix("arn:aws:lambda:"))
                try await writer.writeAndFinish(ByteBuffer(string: "\"\(context.requestID)\""))
            }
        ) { port in
            let answer = try await Curl.request(
                port,
                "/invoke",
                "-H",
                "X-Amz-Client-Context: \(custom)",
                "-H",
                "X-Amzn-Trace-Id: Root=1-2-3",
                input: Data("{}".utf8)
            )
            #expect(answer.values("x-amzn-requestid").map { "\"\($0)\"" } == [answer.text])
        }
    }

    @Test(
        "A function that takes too long is answered for, and the next request is served",
        arguments: ["/invoke", "/"]
    )
    func timeOut(path: String) async throws {
        let slow = Gate()
        try await withLocalServer(
            timeout: .seconds(1),
            { event, writer, _ in
                if !String(buffer: event).contains("next") { await slow.wait() }
                try await writer.writeAndFinish(ByteBuffer(string: "7"))
            }
        ) { port in
            let answer = try await Curl.request(port, path, input: Data("{}".utf8))
            if path == "/" {
                #expect(answer.status == 504 && answer.text == #"{"message":"Gateway Timeout"}"#)
            } else {
                #expect(answer.status == 200 && answer.values("x-amz-function-error") == ["Unhandled"])
                #expect(answer.text.contains("Task timed out after 1.00 seconds"))
            }
            slow.open()
            #expect(try await Curl.request(port, "/invoke", input: Data(#""next""#.utf8)).text == "7")
        }
    }

    @Test("Requests that come at once wait for each other")
    func queue() async throws {
        let running = Atomic(0)
        try await withLocalServer({ event, writer, _ in
            #expect(running.add(1, ordering: .relaxed).newValue == 1)
            await Task.yield()
            running.subtract(1, ordering: .relaxed)
            try await writer.writeAndFinish(event)
        }) { port in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<6 {
                    group.addTask { try await Curl.request(port, "/invoke", input: Data("\(number)".utf8)).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers == Set((0..<6).map(String.init)))
        }
    }

    @Test("A failed initialization ends the server with its error")
    func failedInitialization() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let runtime = LambdaRuntime<BytesClosureHandler>(
            logger: logger,
            initialize: { throw OrderFailure("no bundle") }
        )
        var configuration = LocalServerConfiguration()
        configuration.port = 0
        await #expect(throws: OrderFailure.self) { try await runtime.run(locally: configuration) }
    }

    @Test("An address that is not this machine's is an error that names the variable")
    func foreignAddress() async throws {
        let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
        let error = await #expect(throws: LambdaRuntimeError.self) {
            try await runtime.run(environment: ["LOCAL_LAMBDA_HOST": "203.0.113.1", "LOCAL_LAMBDA_PORT": "0"])
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("LOCAL_LAMBDA_HOST") == true)
    }

    @Test("A port that is taken is an error that names the variable")
    func takenPort() async throws {
        try await withLocalServer({ event, writer, _ in try await writer.writeAndFinish(event) }) { port in
            let runtime = LambdaRuntime { (event: ByteBuffer, _: LambdaContext) -> ByteBuffer in event }
            let environment = ["LOCAL_LAMBDA_PORT": "\(port)"]
            let error = await #expect(throws: LambdaRuntimeError.self) {
                try await runtime.run(environment: environment)
            }
            #expect(error?.code == .invalidConfiguration)
            #expect(error?.message.contains("127.0.0.1:\(port)") == true)
            #expect(error?.message.contains("LOCAL_LAMBDA_PORT") == true)
        }
    }
}
