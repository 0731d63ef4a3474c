internal import LambdaRuntime
internal import Logging

LoggingSystem.bootstrap { LambdaLogHandler(label: $0) }
let runtime = LambdaRuntime(initialize: { try await Shop() })
await runtime.onShutdown { print("The shop is closed.") }.runOrExit()
