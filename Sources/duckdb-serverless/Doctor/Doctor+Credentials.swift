import DuckDBServerless
import Foundation

extension Doctor {
    /// Where AWS credentials come from; never what they are.
    func credentials(_ configuration: EngineConfiguration) -> Finding {
        let check = "credentials"
        let variables = environment.variables
        let has = { (name: String) in variables[name]?.isEmpty == false }
        if has("AWS_ACCESS_KEY_ID"), has("AWS_SECRET_ACCESS_KEY") {
            let kind = has("AWS_SESSION_TOKEN") ? "temporary ones" : "a key pair that does not expire"
            return Finding(check: check, state: .ok, message: "from environment variables, \(kind)")
        }
        let others = [
            ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "a container endpoint"),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "a container endpoint"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "a web identity token"),
        ]
        let other = others.first { has($0.0) }.map { "; there is \($0.1), which is not used" } ?? ""
        let needy =
            configuration.steps.filter(\.needsCredentials).map(\.name)
            + (needsParameters(configuration) ? ["secrets in SSM"] : [])
        guard !needy.isEmpty else {
            return Finding(check: check, state: .note, message: "none, and none are needed\(other)")
        }
        return Finding(
            check: check,
            state: .failure,
            message: "none in the environment\(other), and needed by \(needy.joined(separator: ", "))",
            remedy: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; Lambda sets them from the function's role"
        )
    }

    /// The region of S3 and SSM.
    func region(_ configuration: EngineConfiguration) -> Finding {
        let region = ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap { environment.variables[$0] }.first {
            !$0.isEmpty
        }
        if let region { return Finding(check: "region", state: .ok, message: region) }
        let message = "none: neither S3 nor SSM can be used"
        guard needsParameters(configuration) else { return Finding(check: "region", state: .note, message: message) }
        return Finding(check: "region", state: .failure, message: message, remedy: "Set AWS_REGION; Lambda sets it")
    }
}
