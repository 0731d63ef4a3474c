import DuckDBServerless
import Foundation

extension Doctor {
    /// What the bootstrap steps are configured with and a first query would miss.
    func steps(_ configuration: EngineConfiguration) -> [Finding] {
        let names = configuration.steps.map(\.name)
        let message = names.isEmpty ? "no bootstrap steps" : "bootstrap steps \(names.joined(separator: ", "))"
        return [Finding(check: "configuration", state: .ok, message: message)]
            + configuration.steps.flatMap { step in secrets(step) + files(step) }
    }

    /// Whether steps read parameters from SSM.
    func needsParameters(_ configuration: EngineConfiguration) -> Bool {
        configuration.steps.flatMap(\.secrets).contains { if case .parameter = $0 { true } else { false } }
    }

    private func secrets(_ step: any BootstrapStep) -> [Finding] {
        step.secrets.compactMap { secret in
            guard case .variable(let name) = secret, environment.variables[name]?.isEmpty != false else { return nil }
            return Finding(
                check: step.name,
                state: .failure,
                message: "the variable that its secret is to come from is not set",
                remedy: "Set the variable that is named after env:"
            )
        }
    }

    private func files(_ step: any BootstrapStep) -> [Finding] {
        let paths = [(step as? DatabaseFile)?.path, (step as? PostgresReplica)?.rootCertificate].compactMap(\.self)
        return paths.filter { !$0.contains("://") && !FileManager.default.isReadableFile(atPath: $0) }.map { path in
            Finding(
                check: step.name,
                state: .failure,
                message: "\(path) cannot be read",
                remedy: "Name a file that is there and that this user may read"
            )
        }
    }
}
