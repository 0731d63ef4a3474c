import AWSParameters
import DuckDBClient
import DuckDBServerless
import Foundation

extension Doctor {
    /// The engine that is linked.
    func engine() -> [Finding] {
        let version = Database.engineVersion
        guard version == EngineVersion.pinned.description else {
            let message = "DuckDB \(version) is linked; this release is made for \(EngineVersion.pinned)"
            let remedy = "Put libduckdb \(EngineVersion.pinned.number) in place: extensions are bound to one version"
            return [Finding(check: "engine", state: .failure, message: message, remedy: remedy)]
        }
        return [Finding(check: "engine", state: .ok, message: "DuckDB \(version)")]
    }

    /// Where this is, and how it is known.
    func platform(_ resources: Resources) -> Finding {
        let (platform, concurrency) = (resources.platform, resources.concurrency)
        let invocations =
            concurrency.value == 1 ? "one invocation at a time" : "\(concurrency.value) invocations at once"
        return Finding(
            check: "platform",
            state: .note,
            message: "\(ExtensionPlatform.current), \(platform.value): \(platform.reason); "
                + "\(invocations): \(concurrency.reason)"
        )
    }

    /// glibc, for the extensions that want a new one.
    func clibrary() -> Finding {
        let version = CLibrary.current
        guard version < CLibrary("2.28") else {
            return Finding(check: "glibc", state: .ok, message: "\(version)")
        }
        let message = "\(version); httpfs, aws, iceberg and delta need 2.28"
        let remedy = "Run on provided.al2023, Debian 10, RHEL 8 or newer"
        return Finding(check: "glibc", state: .warning, message: message, remedy: remedy)
    }

    /// The certificates that HTTPS needs.
    func certificates(_ resources: Resources) -> Finding {
        let variables = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].compactMap { name in
            environment.variables[name].map { (name, $0) }
        }
        let missing = variables.first { !$0.1.isEmpty && !FileManager.default.isReadableFile(atPath: $0.1) }
        if let missing {
            let message = "\(missing.0) names a file that cannot be read"
            return Finding(
                check: "certificates",
                state: .failure,
                message: message,
                remedy: "Set it to a file, or unset it"
            )
        }
        if let bundle = environment.variables["AWS_CA_BUNDLE"], !bundle.isEmpty {
            do {
                try CertificateBundle.check(bundle)
            } catch {
                return Finding(check: "certificates", state: .failure, message: error.message)
            }
        }
        if let named = variables.first(where: { !$0.1.isEmpty }) {
            return Finding(check: "certificates", state: .ok, message: "\(named.1), by \(named.0)")
        }
        if let file = resources.certificateFile.value {
            let message = "\(file), for httpfs alone: \(resources.certificateFile.reason)"
            let remedy = "Set SSL_CERT_FILE to it: other HTTPS clients do not look there"
            return Finding(check: "certificates", state: .warning, message: message, remedy: remedy)
        }
        if let found = FunctionEnvironment.usualCertificates.first(where: machine.isReadable) {
            return Finding(check: "certificates", state: .ok, message: found)
        }
        let places = FunctionEnvironment.usualCertificates.joined(separator: ", ")
        let message = "none at the places where HTTPS clients look: \(places)"
        let remedy = "Install ca-certificates in the image: S3 and AWS are asked over HTTPS"
        return Finding(check: "certificates", state: .warning, message: message, remedy: remedy)
    }
}
