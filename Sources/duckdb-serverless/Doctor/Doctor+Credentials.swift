import AWSParameters
import DuckDBServerless
import Foundation
import Logging

extension Doctor {
    /// Where AWS credentials come from, and when they end; never what they are.
    func credentials(_ configuration: EngineConfiguration) async -> Finding {
        let check = "credentials"
        // Its findings say all that there is to say.
        let silent = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        let provider = DefaultCredentials(environment: environment.variables, logger: silent)
        let source = provider.source
        let needy = needy(configuration)
        let need = needy.isEmpty ? "none are needed" : "needed by \(needy.joined(separator: ", "))"
        let remedy = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; Lambda sets them from the function's role"
        if source.isMissing {
            guard !needy.isEmpty else { return Finding(check: check, state: .note, message: "none, and \(need)") }
            return Finding(check: check, state: .failure, message: "none, and \(need)", remedy: remedy)
        }
        guard asksForCredentials || !source.isRemote else {
            // Outside EC2 nobody answers, and this is what is left where nothing is set up.
            let isGuess = source.isLastResort && !needy.isEmpty
            return Finding(
                check: check,
                state: isGuess ? .warning : .note,
                message: "would be asked from \(source); \(need)",
                remedy: isGuess ? "On EC2 check with --ask-credentials; elsewhere set credentials up" : nil
            )
        }
        do {
            let end = Self.end(of: try await provider.credentials())
            return Finding(check: check, state: .ok, message: "from \(source), \(end)")
        } catch {
            let state: Finding.State = needy.isEmpty ? .warning : .failure
            return Finding(check: check, state: state, message: "\(need): \(error)")
        }
    }

    /// Steps and things that do without credentials fail.
    private func needy(_ configuration: EngineConfiguration) -> [String] {
        configuration.steps.filter(\.needsCredentials).map(\.name)
            + (needsParameters(configuration) ? ["secrets in SSM or Secrets Manager"] : [])
    }

    private static func end(of credentials: AWSCredentials) -> String {
        if let end = credentials.expiration { return "valid until \(end.formatted(.iso8601))" }
        return credentials.sessionToken == nil ? "a key pair that does not expire" : "temporary ones"
    }

    /// The region of S3 and SSM.
    func region(_ configuration: EngineConfiguration) -> Finding {
        if let region = try? AWSRegion.current(environment: environment.variables) {
            return Finding(check: "region", state: .ok, message: region.name)
        }
        let message = "none: neither S3 nor SSM nor Secrets Manager can be used"
        guard needsParameters(configuration) else { return Finding(check: "region", state: .note, message: message) }
        return Finding(check: "region", state: .failure, message: message, remedy: "Set AWS_REGION; Lambda sets it")
    }
}
