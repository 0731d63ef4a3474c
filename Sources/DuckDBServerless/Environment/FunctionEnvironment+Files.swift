/// Where an engine may write, how much, and whose certificates it trusts.
extension FunctionEnvironment {
    /// What is left free for all that is not spilled, in MiB.
    private static let keptFree = 64

    /// The most that the engine spills, in MiB.
    func maxTemporarySize(
        _ machine: Machine,
        platform: Platform,
        folder: String
    ) throws(ConfigurationError) -> Setting<Int?> {
        if let size = try integer(.maxTemporarySize, in: 0...67_108_864) {
            return chosen(size, by: .maxTemporarySize)
        }
        // There every folder is memory that counts as the container's, unless a volume was mounted and named.
        let isNamed = value(.tempDirectory) != nil
        let volume = machine.volume(folder)
        guard volume?.isMemory == true || (platform.keepsFilesInMemory && !isNamed) else {
            guard let free = volume.map({ Int($0.freeBytes >> 20) }) else {
                return Setting(nil, "DuckDB's own, 90 % of what is free: the system does not tell how much that is")
            }
            return Setting(max(0, free - Self.keptFree), "\(free) MiB are free, of which \(Self.keptFree) stay so")
        }
        guard machine.memoryLimit == nil, platform != .lambda, !platform.keepsFilesInMemory else {
            return Setting(0, "the folder is in memory, and the platform ends a process that takes too much of it")
        }
        let free = volume.map { Int($0.freeBytes >> 20) } ?? 0
        let tenth = Int(machine.memory >> 20) / 10
        return Setting(max(0, min(free - Self.keptFree, tenth)), "the folder is in memory: a tenth of the host's")
    }

    /// The certificates that `httpfs` is told of.
    func certificateFile(_ machine: Machine) -> Setting<String?> {
        for variable in [EnvironmentVariable.awsCertificates, .certificates] {
            if let file = value(variable) { return chosen(file, by: variable) }
        }
        if let file = Self.usualCertificates.first(where: machine.isReadable) {
            return Setting(nil, "httpfs finds \(file) by itself")
        }
        guard let file = Self.otherCertificates.first(where: machine.isReadable) else {
            return Setting(nil, "there is none: HTTPS works for nobody here")
        }
        return Setting(file, "none is where httpfs looks")
    }

    /// Where `httpfs` looks.
    package static let usualCertificates = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    /// Where others keep them.
    package static let otherCertificates = [
        "/etc/pki/tls/cacert.pem", "/var/lib/ca-certificates/ca-bundle.pem",
        "/etc/ca-certificates/extracted/tls-ca-bundle.pem", "/usr/local/share/certs/ca-root-nss.crt",
    ]
}
