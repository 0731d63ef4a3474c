import Glibc
import LambdaRuntime
import NIOCore

/// The address that the server was given cannot be listened on.
struct AddressFailure: Error, CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - error: Why the server ended; nil comes of another reason than its address.
    ///   - configuration: What it was given.
    ///   - isOfVariable: Whether a variable gave it, and no option.
    init?(
        _ error: any Error,
        _ configuration: LocalServerConfiguration,
        isOfVariable: (host: Bool, port: Bool)
    ) {
        guard let error = error as? LambdaRuntimeError, error.code == .invalidConfiguration,
            let reason = error.underlying
        else { return nil }
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        let address = "\(host):\(configuration.port)"
        let setHost = isOfVariable.host ? "Set \(LocalServerConfiguration.hostVariable) to" : "Give --host"
        let setPort = isOfVariable.port ? "\(LocalServerConfiguration.portVariable) to" : "--port"
        guard (reason as? IOError)?.errnoCode == EADDRINUSE else {
            description =
                "\(address) cannot be listened on. \(setHost) an address of this machine, or "
                + "\(isOfVariable.port ? "set" : "give") \(setPort) a port that this user may open."
            return
        }
        description =
            "\(address) is taken. \(isOfVariable.port ? "Set" : "Give") \(setPort) another, or 0 for any that is free."
    }
}
