internal import Configuration

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A JSON file with the keys of the documentation's table, as nested objects.
///
/// swift-configuration has a provider of its own, which needs all of Foundation and with it 30 MB of ICU.
enum ConfigurationFile {
    /// Reads the file.
    ///
    /// - Throws: `ConfigurationError` when there is no such file, when it is no JSON object, or has a key that means nothing
    ///   here, which is a misspelt one.
    static func provider(_ path: String) throws(ConfigurationError) -> InMemoryProvider {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw unusable("the path of a JSON file. \(path) cannot be read")
        }
        let known = Set(EnvironmentVariable.documented.compactMap(\.key))
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, content) in try contents(data, path) {
            let name = key.joined(separator: ".")
            guard known.contains(name) else {
                let expected = "the keys that Documentation/environment.md lists. \(path) has this one"
                throw ConfigurationError(.invalid, variable: name, expected: expected)
            }
            values[AbsoluteConfigKey(key)] = ConfigValue(content, isSecret: false)
        }
        return InMemoryProvider(name: path, values: values)
    }

    private static func contents(
        _ data: Data,
        _ path: String
    ) throws(ConfigurationError) -> [(key: [String], content: ConfigContent)] {
        do {
            return try JSONDecoder().decode(Contents.self, from: data).values
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw ConfigurationError(
                .invalid,
                variable: context.codingPath.map(\.stringValue).joined(separator: "."),
                expected: "text, a number or an array of texts in \(path)"
            )
        } catch {
            throw unusable("the path of a file with one JSON object. \(path) holds something else")
        }
    }

    private static func unusable(_ expected: String) -> ConfigurationError {
        ConfigurationError(.invalid, variable: EnvironmentVariable.configuration.name, expected: expected)
    }
}

/// An object's values, those of the objects in it included, each with the names that lead to it.
private struct Contents: Decodable {
    var values: [(key: [String], content: ConfigContent)] = []

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Name.self)
        for name in object.allKeys where try !object.decodeNil(forKey: name) {
            if (try? object.nestedContainer(keyedBy: Name.self, forKey: name)) != nil {
                let inner = try object.decode(Contents.self, forKey: name).values
                values += inner.map { ([name.stringValue] + $0.key, $0.content) }
            } else {
                values.append(([name.stringValue], try object.content(name)))
            }
        }
    }
}

extension KeyedDecodingContainer<Name> {
    fileprivate func content(_ name: Name) throws -> ConfigContent {
        if let flag = try? decode(Bool.self, forKey: name) { return .bool(flag) }
        if let number = try? decode(Int.self, forKey: name) { return .int(number) }
        if let number = try? decode(Double.self, forKey: name) { return .double(number) }
        if let text = try? decode(String.self, forKey: name) { return .string(text) }
        if let texts = try? decode([String].self, forKey: name) { return .stringArray(texts) }
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath + [name], debugDescription: ""))
    }
}

private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
