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

    /// Where this is, as the variables of the platforms tell.
    func platform() -> Finding {
        return Finding(
            check: "platform",
            state: .note,
            message:
                "\(ExtensionPlatform.current), \(environment.platform ?? "no platform of functions or containers that is known")"
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
    func certificates() -> Finding {
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
        if let found = Self.certificatePaths.first(where: FileManager.default.isReadableFile) {
            return Finding(check: "certificates", state: .ok, message: found)
        }
        let message = "none at the places where HTTPS clients look: \(Self.certificatePaths.joined(separator: ", "))"
        let remedy = "Install ca-certificates in the image: S3 and AWS are asked over HTTPS"
        return Finding(check: "certificates", state: .warning, message: message, remedy: remedy)
    }

    /// Those that libcurl and the AWS SDK probe.
    private static let certificatePaths = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]
}
