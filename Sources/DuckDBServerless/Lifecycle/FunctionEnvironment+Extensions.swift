/// Which extensions an engine is woken with, and what is done about those that are missing.
extension FunctionEnvironment {
    /// Whether this is a deployed function or container, where nothing may be fetched that was not baked.
    var isDeployed: Bool { Platform.deployed(self) != nil }

    func extensions() throws(ConfigurationError) -> [ExtensionName] {
        var names: [ExtensionName] = []
        for text in (value(.extensions) ?? "").split(separator: ",") {
            guard let name = try? ExtensionName(text.filter { !$0.isWhitespace }) else {
                let expected = "comma-separated names of extensions, such as httpfs,postgres"
                throw ConfigurationError(.invalid, variable: EnvironmentVariable.extensions.name, expected: expected)
            }
            names.append(name)
        }
        return names
    }

    func trust() throws(ConfigurationError) -> ExtensionTrust? {
        guard let text = value(.extensionTrust) else { return nil }
        guard let trust = ExtensionTrust(rawValue: text) else {
            throw ConfigurationError(
                .invalid,
                variable: EnvironmentVariable.extensionTrust.name,
                expected: "signature, manifest or trusted"
            )
        }
        return trust
    }

    func installsMissing() throws(ConfigurationError) -> Bool? {
        switch value(.extensionInstall) {
        case nil: return nil
        case "on": return true
        case "off": return false
        default:
            let name = EnvironmentVariable.extensionInstall.name
            throw ConfigurationError(.invalid, variable: name, expected: "on or off")
        }
    }
}
