import ArgumentParser
import DuckDBLambda
import DuckDBServerless
import Foundation
import LambdaRuntime
import Logging

/// `duckdb-serverless serve`: the function on this machine, with a page for people.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Serves the queries of a folder on this machine as the deployed function does, with a page to run them.",
        discussion: """
            It is the function's own handler on its own runtime: the environment variables are the function's, one invocation \
            runs at a time, and time-out and limits are Lambda's. Every HTTP request is answered as by a Function URL; \
            POST /invoke takes an event as it is, and answers as an invocation is answered. A browser gets a page at /.

            Before it serves, each query is prepared, for which what it names is attached. One that cannot be is told with its \
            reason, and served all the same: its source may come later. A header that cannot be read ends the command, as it \
            would keep the function from starting. Files that change are read at the next start.

            Exit codes:
              0   it was asked to end, by Ctrl-C or SIGTERM
              64  the command line is wrong
              65  a query's file is wrong
              66  the folder has no queries
              69  the address cannot be listened on, or an extension cannot be had
              70  the server failed
              78  an environment variable or the configuration is wrong

            Examples:
              duckdb-serverless serve --queries queries
              DUCKDB_ADHOC_SQL=on duckdb-serverless serve --port 8080
            """
    )

    @Option(help: ArgumentHelp("The folder of queries, instead of DUCKDB_QUERY_DIRECTORY.", valueName: "dir"))
    var queries: String?

    @Option(help: "The address to listen on (default: 127.0.0.1, or LOCAL_LAMBDA_HOST).")
    var host: String?

    @Option(help: "The port, 0 for any that is free (default: 7000, or LOCAL_LAMBDA_PORT).")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The seconds that an invocation may take (default: 30, or LOCAL_LAMBDA_TIMEOUT).",
            valueName: "seconds"
        ),
        transform: Seconds.init
    )
    var timeout: Seconds?

    func validate() throws {
        guard (0...65_535).contains(port ?? 0) else { throw ValidationError("--port must be 0 to 65535.") }
    }

    func run() async throws {
        LoggingSystem.bootstrap { ServeLogHandler(label: $0) }
        let variables = ProcessInfo.processInfo.environment.with(queries: queries)
        do {
            let configuration = try configuration(variables)
            do {
                try await serve(FunctionEnvironment(variables: variables), configuration)
            } catch {
                throw addressFailure(error, configuration, variables) ?? error
            }
        } catch {
            let failure = ServeFailure(error)
            failure.report()
            throw failure.exitCode
        }
    }

    private func configuration(_ variables: [String: String]) throws -> LocalServerConfiguration {
        var configuration: LocalServerConfiguration
        do {
            // Before anything is woken for a server that is not to be.
            try RuntimeAPIEndpoint.refuseLambda(variables)
            configuration = try LocalServerConfiguration(environment: variables)
        } catch {
            throw ServeFailure.Configuration(description: "\(error)")
        }
        configuration.host = host ?? configuration.host
        configuration.port = port ?? configuration.port
        configuration.timeout = timeout?.duration ?? configuration.timeout
        return configuration
    }

    private func addressFailure(
        _ error: any Error,
        _ configuration: LocalServerConfiguration,
        _ variables: [String: String]
    ) -> AddressFailure? {
        AddressFailure(
            error,
            configuration,
            isOfVariable: (
                host == nil && variables[LocalServerConfiguration.hostVariable] != nil,
                port == nil && variables[LocalServerConfiguration.portVariable] != nil
            )
        )
    }

    private func serve(_ environment: FunctionEnvironment, _ configuration: LocalServerConfiguration) async throws {
        let timeline = ColdStartTimeline(sinceProcessStart: true)
        let page = String(decoding: PackageResources.page_html, as: UTF8.self)
        // Before anything listens: whoever asks would only wait for what cannot be.
        let handler = try await QueryHandler.environment(environment, timeline: timeline, page: page)
        for (name, error) in await handler.unpreparedQueries() {
            let isOfFile = error is QueryFileError
            Self.say("warning: " + (isOfFile ? "\(error)" : "\(name).sql cannot be prepared now: \(error)"))
        }
        let runtime = LambdaRuntime(handler: handler, logger: Logger(label: "QueryFunction"))
        try await runtime.run(locally: configuration) { host, port in
            Self.say(
                "A browser gets a page at http://\(host.contains(":") ? "[\(host)]" : host):\(port)/; Ctrl-C ends the server."
            )
        }
    }

    private static func say(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\(printable(text))\n".utf8))
    }
}
