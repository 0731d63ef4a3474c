internal import LambdaRuntime
internal import Logging

/// A function that does what its events ask for; its environment decides how it starts.
@main
struct EchoFunction {
    static func main() async {
        LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
        let runtime = LambdaRuntime(logger: Logger(label: "echo")) {
            if let failure = Lambda.env("ECHO_INIT_FAILURE") { throw EchoFailure(description: failure) }
            return EchoHandler()
        }
        guard let farewell = Lambda.env("ECHO_FAREWELL") else { await runtime.runOrExit() }
        await runtime.onShutdown { print(farewell) }.runOrExit()
    }
}
