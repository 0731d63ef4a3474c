/// Which extensions an engine is woken with, and what is done about those that are missing.
extension FunctionEnvironment {
    /// Whether this is a deployed function or container, where nothing may be fetched that was not baked.
    var isDeployed: Bool { Platform.deployed(self) != nil }

    /// The names of extensions; none when it is not set.
    func extensions(_ variable: EnvironmentVariable) throws(ConfigurationError) -> [ExtensionName] {
        var names: [ExtensionName] = []
        for text in list(variable) {
            guard let name = try? ExtensionName(text) else {
                throw unusable(variable, expected: "comma-separated names of extensions, such as httpfs,postgres")
            }
            names.append(name)
        }
        return names
    }

    func trust() throws(ConfigurationError) -> ExtensionTrust? {
        try choice(.extensionTrust, of: ["signature", "manifest", "trusted"]).flatMap(ExtensionTrust.init)
    }

    func installsMissing() throws(ConfigurationError) -> Bool? {
        try flag(.extensionInstall)
    }
}
