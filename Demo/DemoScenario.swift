import LocalServices

/// The data and services that the function is run against.
protocol DemoScenario: Sendable {
    /// The function's environment.
    var configuration: RuntimeInterfaceEmulator.Configuration { get }

    /// Stops what the scenario has started.
    func end() async
}

extension DemoScenario {
    /// The event of every invocation.
    var event: String { #"{"query": "agent_costs", "parameters": {"status": "ok"}}"# }
}
