import Testing

/// A program of a user.
struct Program: CustomTestStringConvertible {
    let testDescription: String
    let source: String

    init(_ name: String, _ body: String) {
        testDescription = name
        source = "import LambdaRuntime\nimport Logging\nimport NIOCore\n" + body
    }

    static let all = [
        Program(
            "a closure with types",
            """
            struct Request: Decodable { let number: Double }
            struct Response: Encodable { let result: Double }
            let runtime = LambdaRuntime { (event: Request, context: LambdaContext) in
                Response(result: 10 * event.number)
            }
            try await runtime.run()
            """
        ),
        Program(
            "a closure of several lines that logs",
            """
            let runtime = LambdaRuntime { (event: String, context: LambdaContext) -> String in
                context.logger.debug("left: \\(context.getRemainingTime())")
                return "Hello \\(event)"
            }
            try await runtime.run()
            """
        ),
        Program(
            "a closure that returns nothing",
            """
            let runtime = LambdaRuntime { (event: [String: String], context: LambdaContext) async throws -> Void in
                context.logger.info("received", metadata: ["keys": "\\(event.count)"])
            }
            try await runtime.run()
            """
        ),
        Program(
            "a method of the main type",
            """
            struct Event: Decodable { let name: String }
            struct Function {
                private let greeting = "Hello"
                static func main() async throws { try await Function().serve() }
                private func serve() async throws {
                    let runtime = LambdaRuntime(logger: Logger(label: "f"), body: handler)
                    try await runtime.run()
                }
                private func handler(event: Event, context: LambdaContext) async throws -> String {
                    "\\(greeting) \\(event.name)"
                }
            }
            try await Function.main()
            """
        ),
        Program(
            "a handler type",
            """
            public struct Greeter: LambdaHandler {
                public typealias Event = String
                public typealias Output = String
                public func handle(_ event: String, context: LambdaContext) async throws -> String { event }
            }
            let runtime = LambdaRuntime(lambdaHandler: Greeter())
            try await runtime.run()
            """
        ),
        Program(
            "a handler type with adapters written out",
            """
            struct Greeter: LambdaHandler {
                func handle(_ event: String, context: LambdaContext) async throws -> String { event }
            }
            let adapter = LambdaHandlerAdapter(handler: Greeter())
            let codable = LambdaCodableAdapter(
                encoder: LambdaJSONOutputEncoder<String>(.init()),
                decoder: LambdaJSONEventDecoder(.init()),
                handler: adapter
            )
            let runtime = LambdaRuntime(handler: codable, eventLoop: Lambda.defaultEventLoop, logger: Logger(label: "f"))
            try await runtime.run()
            """
        ),
        Program(
            "a handler type with codecs of its own",
            """
            struct Plain: LambdaEventDecoder {
                struct NotText: Error {}
                func decode<Event: Decodable>(_ type: Event.Type, from buffer: ByteBuffer) throws -> Event {
                    guard let event = String(buffer: buffer) as? Event else { throw NotText() }
                    return event
                }
            }
            struct Text: LambdaOutputEncoder {
                func encode(_ value: String, into buffer: inout ByteBuffer) throws { buffer.writeString(value) }
            }
            struct Greeter: LambdaHandler {
                func handle(_ event: String, context: LambdaContext) async throws -> String { event }
            }
            let adapter = LambdaHandlerAdapter(handler: Greeter())
            let runtime = LambdaRuntime(handler: LambdaCodableAdapter(encoder: Text(), decoder: Plain(), handler: adapter))
            try await runtime.run()
            """
        ),
        Program(
            "work after the answer",
            """
            struct Background: LambdaWithBackgroundProcessingHandler {
                struct Input: Decodable { let message: String }
                struct Greeting: Encodable { let echo: String }
                typealias Event = Input
                typealias Output = Greeting
                func handle(
                    _ event: Event, outputWriter: some LambdaResponseWriter<Output>, context: LambdaContext
                ) async throws {
                    try await outputWriter.write(Greeting(echo: event.message))
                    try await Task.sleep(for: .seconds(10))
                }
            }
            let adapter = LambdaCodableAdapter(handler: Background())
            let runtime = LambdaRuntime.init(handler: adapter)
            try await runtime.run()
            """
        ),
        Program(
            "a stream with status and headers",
            """
            struct Numbers: StreamingLambdaHandler {
                func handle(
                    _ event: ByteBuffer, responseWriter: some LambdaResponseStreamWriter, context: LambdaContext
                ) async throws {
                    try await responseWriter.writeStatusAndHeaders(
                        StreamingLambdaStatusAndHeadersResponse(statusCode: 418, headers: ["Content-Type": "text/plain"])
                    )
                    for i in 1...3 { try await responseWriter.write(ByteBuffer(string: "Number: \\(i)\\n")) }
                    try await responseWriter.write(ByteBuffer(string: "raw"), hasCustomHeaders: false)
                    try await responseWriter.finish()
                }
            }
            let runtime = LambdaRuntime(handler: Numbers())
            try await runtime.run()
            """
        ),
        Program(
            "a stream in a closure that goes on afterwards",
            """
            let runtime = LambdaRuntime(body: { (event: ByteBuffer, writer: any LambdaResponseStreamWriter, context: LambdaContext) in
                try await writer.writeAndFinish(event)
                context.logger.info("\\(Lambda.env("AWS_REGION") ?? "") \\(context.logGroupName) \\(context.logStreamName)")
            })
            try await runtime.run()
            """
        ),
        Program(
            "closures and handlers for several invocations at once",
            """
            struct Request: Decodable { let number: Int }
            struct Worker: LambdaHandler, Sendable {
                func handle(_ event: Request, context: LambdaContext) async throws -> Int { event.number }
            }
            let one = LambdaManagedRuntime { (event: Request, context: LambdaContext) in event.number }
            let two = LambdaManagedRuntime(lambdaHandler: Worker())
            let three = LambdaManagedRuntime { (event: Request, context: LambdaContext) -> Void in
                context.logger.info("\\(event.number)")
            }
            try await one.run()
            """
        ),
        Program(
            "a test of a handler",
            """
            let context = LambdaContext(
                requestID: "1", traceID: "t", tenantID: nil, invokedFunctionARN: "arn",
                deadline: LambdaClock().now.advanced(by: .seconds(3)), logger: Logger(label: "test")
            )
            let handler = ClosureHandler { (event: String, context: LambdaContext) in event.count }
            print(try await handler.handle("four", context: context))
            """
        ),
    ]
}
