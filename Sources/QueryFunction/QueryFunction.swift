internal import DuckDBServerless
internal import LambdaRuntime
internal import Logging

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The Lambda function that runs named queries: deploy it with a folder of `.sql` files and an extension bundle.
@main
struct QueryFunction {
    static func main() async {
        let timeline = ColdStartTimeline(sinceProcessStart: true)
        LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
        let runtime = LambdaRuntime(logger: Logger(label: "QueryFunction")) {
            let environment = FunctionEnvironment()
            let queries = try NamedQueries(folder: NamedQueries.folder(environment))
            let databases = DuckDBEnvironment(try .environment(environment), timeline: timeline)
            try await databases.engine()
            return QueryHandler(databases: databases, timeline: timeline, queries: queries)
        }
        await runtime.runOrExit()
    }
}
