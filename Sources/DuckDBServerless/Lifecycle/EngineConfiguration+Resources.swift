internal import DuckDBClient

extension EngineConfiguration {
    /// Takes over memory, threads, folders and certificates.
    ///
    /// For one of several engines:
    ///
    /// ```swift
    /// configuration.apply(try Resources().share(of: 2))
    /// ```
    public mutating func apply(_ resources: Resources) {
        memoryLimit = resources.memoryLimit.value
        threads = resources.threads.value
        temporaryDirectory = resources.temporaryDirectory.value
        maxTemporarySize = resources.maxTemporarySize.value
        secretDirectory = resources.secretDirectory.value
        certificateFile = resources.certificateFile.value
    }

    /// What every engine is opened with.
    package static let constants: [(name: String, setting: Setting<String>)] = [
        ("allow_persistent_secrets", Setting("false", "no file is to outlive the process with a secret in it")),
        ("autoinstall_known_extensions", Setting("false", "a statement is not to wait for a download")),
        ("allocator_background_threads", Setting("false", "nothing is to run in a frozen function")),
    ]

    /// The settings to open an engine with, but for its threads; makes the folder in which it will spill.
    func resourceSettings() -> [(name: String, value: String)] {
        var settings = Self.constants.map { (name: $0.name, value: $0.setting.value) }
        settings.append(("secret_directory", secretDirectory))
        if let memoryLimit { settings.append(("memory_limit", "\(memoryLimit)MiB")) }
        guard maxTemporarySize != 0 else { return settings + [("temp_directory", "")] }
        settings.append(("temp_directory", SpillDirectory.next(in: temporaryDirectory)))
        return settings
    }

    /// The settings that only count when they are set in an open engine.
    ///
    /// DuckDB 1.5.4 takes and shows a limit of what is spilled when it is opened with one, but does not keep to it.
    var resourceStatements: [SQL] {
        guard let maxTemporarySize, maxTemporarySize > 0 else { return [] }
        return ["SET GLOBAL max_temp_directory_size = \(unsafe: "'\(maxTemporarySize)MiB'")"]
    }

    /// The settings that are there when httpfs is loaded.
    var httpfsStatements: [SQL] {
        certificateFile.map { ["SET GLOBAL ca_cert_file = \(SQL.literal($0))"] } ?? []
    }
}
