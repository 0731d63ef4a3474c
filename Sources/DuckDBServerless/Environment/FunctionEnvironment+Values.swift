internal import AWSParameters

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Values that several variables have in common.
extension FunctionEnvironment {
    /// `on` or `off`; nil when it is not set.
    package func flag(_ variable: EnvironmentVariable) throws(ConfigurationError) -> Bool? {
        try choice(variable, of: ["on", "off"]).map { $0 == "on" }
    }

    /// The raw value of one of a type's cases; nil when it is not set.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ variable: EnvironmentVariable,
        of type: Choice.Type
    ) throws(ConfigurationError) -> Choice? where Choice.RawValue == String {
        try choice(variable, of: type.allCases.map(\.rawValue)).flatMap(type.init)
    }

    /// How long something may take, in seconds; nil when it is not set.
    func timeout(_ variable: EnvironmentVariable) throws(ConfigurationError) -> Duration? {
        try integer(variable, in: 1...900).map { .seconds($0) }
    }

    /// What stands between commas, without the spaces around it; nothing when it is not set.
    package func list(_ variable: EnvironmentVariable) -> [String] {
        (value(variable) ?? "").split(separator: ",").compactMap { item in
            let start = item.drop(while: \.isWhitespace)
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) }
        }
    }

    /// A region's name.
    func region(_ variable: EnvironmentVariable) throws(ConfigurationError) -> AWSRegion {
        let name = try required(variable)
        guard let region = try? AWSRegion(name) else {
            throw unusable(variable, expected: "the name of a region, such as eu-central-1")
        }
        return region
    }

    /// The text of the file that the variable names.
    func text(_ variable: EnvironmentVariable) throws(ConfigurationError) -> String {
        let data = FileManager.default.contents(atPath: try required(variable))
        guard let text = data.flatMap({ String(validating: $0, as: UTF8.self) }) else {
            throw unusable(variable, expected: "the path of a text file in UTF-8 that this user may read")
        }
        return text
    }

    /// Refuses a variable where another one says something else.
    func refuse(
        _ variable: EnvironmentVariable,
        beside other: EnvironmentVariable
    ) throws(ConfigurationError) {
        guard value(variable) != nil, value(other) != nil else { return }
        throw unusable(variable, expected: "nothing where \(spelling(of: other)) is set")
    }
}

extension EnvironmentVariable {
    /// How long a step may take.
    static func timeout(_ prefix: String, key: String, default seconds: Int) -> EnvironmentVariable {
        EnvironmentVariable(
            "\(prefix)_TIMEOUT",
            key: "\(key).timeout",
            kind: .number,
            default: "\(seconds)",
            "Seconds that the step may take, 1 to 900."
        )
    }

    /// Whether a step's statements may only read.
    static func readOnly(_ prefix: String, key: String, _ summary: String = "`off`: statements may write.")
        -> EnvironmentVariable
    {
        EnvironmentVariable("\(prefix)_READ_ONLY", key: "\(key).readOnly", default: "on", summary)
    }
}
