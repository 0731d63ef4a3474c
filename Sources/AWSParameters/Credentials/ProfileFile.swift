/// The sections of AWS's shared `config` and `credentials` files.
package struct ProfileFile: Sendable {
    /// A profile's settings by their lower-case names.
    package typealias Profile = [String: String]

    package private(set) var profiles: [String: Profile] = [:]

    /// Reads both files, of which either may be missing; what both say counts as `credentials` says it.
    package init(config: String, credentials: String) {
        add(config) { section in
            if section == "default" { return section }
            guard section.hasPrefix("profile"), section.dropFirst(7).first?.isWhitespace == true else { return nil }
            return section.dropFirst(7).trimmed
        }
        add(credentials) { $0 }
    }

    /// Adds a file's sections; `profileName` is the profile that a section's title names, nil for a section of another kind.
    private mutating func add(_ text: String, profileName: (String) -> String?) {
        var profile: String?
        for line in text.split(whereSeparator: \.isNewline) {
            // A setting within a setting, as `s3 =` has, and nothing that matters here.
            guard line.first?.isWhitespace == false else { continue }
            let line = line.trimmed
            if line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("[") {
                profile = profileName(line.dropFirst().prefix { $0 != "]" }.trimmed)
                if let profile { profiles[profile, default: [:]] = profiles[profile] ?? [:] }
            } else if let profile, let (name, value) = Self.setting(line) {
                profiles[profile, default: [:]][name] = value
            }
        }
    }

    private static func setting(_ line: String) -> (name: String, value: String)? {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return (parts[0].trimmed.lowercased(), parts[1].trimmed)
    }
}
