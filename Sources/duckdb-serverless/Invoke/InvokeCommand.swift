import ArgumentParser
import DuckDBLambda
import DuckDBServerless
import Foundation
import LambdaRuntime
import Logging
import NIOCore

/// `duckdb-serverless invoke`: what the function would answer one event with.
struct InvokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoke",
        abstract: "Runs one event as the function of named queries would, and prints its response.",
        discussion: """
            The event is one of those that QueryFunction takes: {"query": NAME, "parameters": {…}}, an HTTP event of a Function \
            URL or an API Gateway, an SQS batch or an event of EventBridge. The environment variables are the function's, and \
            so is the answer. It goes to standard output, the log to standard error. Of an answer that is streamed, the body goes to \
            standard output, status and headers to standard error.

            Exit codes:
              0    the function answered; what it answered HTTP with may be a 4xx or 5xx
              1    the invocation failed; standard output has the error as Lambda shows it
              64   the command line is wrong
              66   the event cannot be read
              74   the output cannot be written
              141  whoever read the output is gone

            Examples:
              duckdb-serverless invoke event.json --queries queries
              echo '{"query": "agent_costs", "parameters": {"status": "ok"}}' | duckdb-serverless invoke -
            """
    )

    @Argument(help: "The file of the event, JSON, or - to read it from standard input.")
    var event: String

    @Option(help: ArgumentHelp("The folder of queries, instead of DUCKDB_QUERY_DIRECTORY.", valueName: "dir"))
    var queries: String?

    @Option(
        help: ArgumentHelp("The function's timeout in seconds (default: 30).", valueName: "seconds"),
        transform: Seconds.init
    )
    var timeout: Seconds?

    func run() async throws {
        // Whoever reads the other end of a pipe may leave; that is to be an error of writing, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
        let event = try readEvent()
        let response = ResponseInMemory()
        var report: LambdaErrorReport?
        do { try await answer(event, response) } catch { report = LambdaErrorReport(error) }
        do {
            try Self.show(response, report)
        } catch {
            let failure = QueryFailure(error)
            failure.report()
            throw failure.exitCode
        }
        guard report == nil else { throw ExitCode.failure }
    }

    private static func show(_ response: ResponseInMemory, _ report: LambdaErrorReport?) throws(OutputError) {
        let output = try OutputWriter(OutputTarget(file: nil))
        guard response.isStreamed else {
            return try output.write(Array((report?.json ?? response.body).readableBytesView) + [UInt8(ascii: "\n")])
        }
        if let head = response.head { say(head) }
        // What has been streamed before a failure is with the client by then.
        try output.write(Array(response.body.readableBytesView))
        if let report { say(report.json) }
    }

    private func answer(_ event: ByteBuffer, _ response: ResponseInMemory) async throws {
        let timeline = ColdStartTimeline(sinceProcessStart: true)
        let variables = ProcessInfo.processInfo.environment.with(queries: queries)
        let handler = try await QueryHandler.environment(FunctionEnvironment(variables: variables), timeline: timeline)
        let context = LambdaContext(
            requestID: UUID().uuidString.lowercased(),
            traceID: "",
            tenantID: nil,
            invokedFunctionARN: "arn:aws:lambda:local:000000000000:function:local",
            deadline: LambdaClock().now.advanced(by: timeout?.duration ?? .seconds(30)),
            logger: Logger(label: "QueryFunction")
        )
        try await handler.handle(event, responseWriter: response, context: context)
    }

    private func readEvent() throws -> ByteBuffer {
        if event == "-" { return ByteBuffer(bytes: FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: event) else {
            Self.say(ByteBuffer(string: "error: The event \(event) cannot be read. Check its name and permissions."))
            throw ExitCode(66)
        }
        return ByteBuffer(bytes: data)
    }

    /// Whoever reads standard error may be gone, which is nobody's fault.
    private static func say(_ line: ByteBuffer) {
        try? FileHandle.standardError.write(contentsOf: Data(line.readableBytesView) + Data("\n".utf8))
    }
}
