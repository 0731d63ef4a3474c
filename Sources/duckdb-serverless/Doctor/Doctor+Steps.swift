import AWSParameters
import DuckDBServerless
import Foundation

extension Doctor {
    /// What the bootstrap steps are configured with and a first query would miss.
    func steps(_ configuration: EngineConfiguration) -> [Finding] {
        let names = configuration.steps.map(\.name)
        let steps = names.isEmpty ? "no bootstrap steps" : "bootstrap steps \(names.joined(separator: ", "))"
        let file = configuration.environment.value(.configuration).map { "; \($0) for what no variable sets" }
        let lock = configuration.hardened == nil ? "" : "; hardened for SQL that others wrote"
        return [Finding(check: "configuration", state: .ok, message: steps + lock + (file ?? ""))]
            + configuration.steps.flatMap { step in secrets(step) + files(step) }
    }

    /// Whether steps read parameters from a service of AWS.
    func needsParameters(_ configuration: EngineConfiguration) -> Bool {
        configuration.steps.flatMap(\.secrets).contains { [.ssm, .secretsManager].contains($0.scheme) }
    }

    /// The secrets that are to come from where they are not, and those that only a service could tell of.
    private func secrets(_ step: any BootstrapStep) -> [Finding] {
        step.secrets.compactMap { secret in
            do {
                switch secret.scheme {
                case .environment:
                    _ = try EnvironmentParameters(environment: environment.variables).parameters(named: [secret.name])
                case .file: _ = try FileParameters().parameters(named: [secret.name])
                default:
                    return Finding(check: step.name, state: .note, message: "its secret \(secret) is not fetched here")
                }
                return nil
            } catch {
                return Finding(
                    check: step.name,
                    state: .failure,
                    message: "its secret cannot be had: \(error)",
                    remedy: "Set the variable that is named after env:, or place the file that is named after file:"
                )
            }
        }
    }

    private func files(_ step: any BootstrapStep) -> [Finding] {
        let paths = Self.paths(step).filter { !$0.contains("://") }
        return paths.filter { !FileManager.default.isReadableFile(atPath: $0) }.map { path in
            Finding(
                check: step.name,
                state: .failure,
                message: "\(path) cannot be read",
                remedy: "Name a file that is there and that this user may read"
            )
        }
    }

    /// The files that a step only reads: what it may write to is made when it is missing.
    private static func paths(_ step: any BootstrapStep) -> [String] {
        switch step {
        case let file as DatabaseFile: [file.path]
        case let file as SQLiteFile: file.isReadOnly ? [file.path] : []
        case let database as MySQLDatabase: [database.rootCertificate].compactMap(\.self)
        case let replica as PostgresReplica: certificates(replica.server)
        case let lake as DuckLake:
            switch lake.metadata {
            case .file(let path): lake.isReadOnly ? [path] : []
            case .postgres(let server): certificates(server)
            }
        default: []
        }
    }

    /// `system` is libpq's word for the system's own.
    private static func certificates(_ server: PostgresServer) -> [String] {
        [server.rootCertificate].compactMap(\.self).filter { $0 != "system" }
    }
}
