internal import DuckDBLambda
internal import DuckDBServerless
internal import LambdaRuntime
internal import Logging
internal import NIOCore

/// The Lambda function that runs named queries: deploy it with a folder of `.sql` files and an extension bundle.
@main
struct QueryFunction {
    static func main() async {
        let timeline = ColdStartTimeline(sinceProcessStart: true)
        // A few connections to Lambda and AWS: a loop for each core would be threads to start for nothing.
        NIOSingletons.groupLoopCountSuggestion = 1
        LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
        let runtime = LambdaManagedRuntime(logger: Logger(label: "QueryFunction")) {
            try await QueryHandler.environment(FunctionEnvironment(), timeline: timeline)
        }
        await runtime.runOrExit()
    }
}
