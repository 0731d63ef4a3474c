public import Configuration

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension FunctionEnvironment {
    /// Takes from a reader what this package has keys for, and from variables what others have.
    ///
    /// All keys are read at once; later changes of the reader's providers do not count.
    ///
    /// - Parameters:
    ///   - reader: Where the keys of the documentation's table are looked up.
    ///   - variables: The variables of the platform and of AWS.
    /// - Throws: `ConfigurationError` when a value is of another type than the key's.
    public init(
        reader: ConfigReader,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) {
        var settings: [String: String] = [:]
        for variable in EnvironmentVariable.documented {
            guard let key = variable.key else { continue }
            settings[variable.name] = try reader.text(for: ConfigKey(key), variable)
        }
        self.init(variables: variables, settings: settings)
    }

    /// With the keys of the JSON file that a variable names, each where its own variable is not set.
    package func withFile() throws(ConfigurationError) -> FunctionEnvironment {
        guard settings == nil, let path = value(.configuration) else { return self }
        let own = EnvironmentVariablesProvider(environmentVariables: variables.filter { !$0.value.isEmpty })
        let file = try ConfigurationFile.provider(path)
        return try FunctionEnvironment(reader: ConfigReader(providers: [own, file]), variables: variables)
    }
}

extension ConfigReader {
    /// The value as the variable would have it.
    fileprivate func text(for key: ConfigKey, _ variable: EnvironmentVariable) throws(ConfigurationError) -> String? {
        // A list first: text with commas can be read as one, but not the other way round.
        if variable.kind == .list, let values = stringArray(forKey: key) { return values.joined(separator: ",") }
        if variable.kind == .number, let number = int(forKey: key) { return "\(number)" }
        if let text = string(forKey: key, isSecret: variable.kind == .reference) { return text }
        guard hasOther(key) else { return nil }
        throw ConfigurationError(
            .invalid,
            variable: key.description,
            expected: "\(variable.kind.words): \(variable.summary)"
        )
    }

    /// Whether there is a value that is no text: a reader says nil for that too.
    private func hasOther(_ key: ConfigKey) -> Bool {
        int(forKey: key, isSecret: true) != nil || double(forKey: key, isSecret: true) != nil
            || bool(forKey: key, isSecret: true) != nil || stringArray(forKey: key, isSecret: true) != nil
            || intArray(forKey: key, isSecret: true) != nil || doubleArray(forKey: key, isSecret: true) != nil
            || boolArray(forKey: key, isSecret: true) != nil
    }
}

extension EnvironmentVariable.Kind {
    fileprivate var words: String {
        switch self {
        case .text, .reference: "text"
        case .number: "a whole number"
        case .list: "an array of texts, or one text with commas"
        }
    }
}
