package import DuckDBServerless

/// Looks at an environment with the eyes of a function.
package struct Doctor {
    let environment: FunctionEnvironment
    let machine: Machine
    /// Whether a source of credentials is asked for them, over the network where it is remote.
    let asksForCredentials: Bool

    /// Looks at these variables on this machine.
    package init(environment: FunctionEnvironment, machine: Machine, asksForCredentials: Bool = false) {
        self.environment = environment
        self.machine = machine
        self.asksForCredentials = asksForCredentials
    }

    /// Everything, in the order in which a function meets it.
    package func findings(waking: Bool) async -> [Finding] {
        let (configuration, problem) = configuration()
        let resources = try? resources()
        var findings = engine() + (resources.map { [platform($0)] } ?? []) + [clibrary()]
        findings += problem.map { [$0] } ?? steps(configuration)
        findings += await bundle(configuration)
        findings += [home()] + (resources.map(look) ?? [])
        findings += [await credentials(configuration), region(configuration)]
        // What was just found to be bad is not run.
        if waking, !findings.contains(where: { $0.state == .failure && $0.check != "credentials" }) {
            findings.append(await Self.wake(configuration))
        }
        return findings
    }

    private func look(at resources: Resources) -> [Finding] {
        [
            temporary(resources), secretFolder(resources), memory(resources), threads(resources), constants(),
            certificates(resources),
        ]
    }

    /// What a function would be configured with, and why it cannot be.
    private func configuration() -> (EngineConfiguration, Finding?) {
        do {
            return (try EngineConfiguration.environment(environment, machine: machine), nil)
        } catch {
            var configuration = EngineConfiguration(environment: environment)
            if let directory = environment.variables["DUCKDB_EXTENSION_DIRECTORY"], !directory.isEmpty {
                configuration.extensionDirectory = directory
            }
            let remedy = "Documentation/environment.md has every variable with its unit and range"
            return (
                configuration, Finding(check: "configuration", state: .failure, message: "\(error)", remedy: remedy)
            )
        }
    }
}
