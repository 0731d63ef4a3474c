/// The keys of a pin file with their values, each there once.
struct PinFields {
    /// The keys there are.
    enum Key: String, CaseIterable {
        case duckdbVersion, platforms, extensions, source, from
    }

    private let path: String
    private var values: [Key: (line: Int, value: PinnedValue)] = [:]

    /// - Throws: ``PinFileError`` for a key that is not known or there twice.
    init(_ entries: [(key: PinnedText, value: PinnedValue)], path: String) throws(PinFileError) {
        self.path = path
        for (name, value) in entries {
            guard let key = Key(rawValue: name.text) else {
                let known = Key.allCases.map(\.rawValue).joined(separator: ", ")
                throw error(name.line, "the key '\(name.text)' is not known", remedy: "The keys are \(known)")
            }
            guard values.updateValue((name.line, value), forKey: key) == nil else {
                throw error(name.line, "the key '\(name.text)' is there twice", remedy: "Keep one of them")
            }
        }
    }

    /// The text of a key, or nil if the key is not there.
    ///
    /// - Throws: ``PinFileError`` if it is a list or empty.
    func text(_ key: Key) throws(PinFileError) -> PinnedText? {
        guard let (line, value) = values[key] else { return nil }
        guard case .text(let text) = value, !text.text.isEmpty else {
            throw error(
                line,
                "the value of '\(key.rawValue)' is not one text",
                remedy: "Write \"\(key.rawValue)\": \"…\""
            )
        }
        return text
    }

    /// The text of a key that has to be there.
    ///
    /// - Throws: ``PinFileError`` if it is missing, a list or empty.
    func required(_ key: Key) throws(PinFileError) -> PinnedText {
        guard let text = try text(key) else { throw missing(key) }
        return text
    }

    /// The names of a key.
    ///
    /// - Throws: ``PinFileError`` if there are none, or one is no name or there twice.
    func names(_ key: Key) throws(PinFileError) -> [PinnedText] {
        guard let (line, value) = values[key] else { throw missing(key) }
        guard case .list(let names) = value, !names.isEmpty else {
            let remedy = "Write \"\(key.rawValue)\": [\"…\"]"
            throw error(line, "the value of '\(key.rawValue)' is not a list with a text in it", remedy: remedy)
        }
        var seen: Set<String> = []
        for name in names {
            guard Self.isName(name.text) else {
                let message = "'\(name.text.prefix(64))' in the list of '\(key.rawValue)' is not a name"
                throw error(name.line, message, remedy: "Use letters, digits and underscores only, such as httpfs")
            }
            guard seen.insert(name.text.lowercased()).inserted else {
                let message = "'\(name.text)' is in the list of '\(key.rawValue)' twice"
                throw error(name.line, message, remedy: "Keep one of them")
            }
        }
        return names
    }

    private func missing(_ key: Key) -> PinFileError {
        error(1, "the key '\(key.rawValue)' is missing", remedy: "The least there can be is \(PinFile.example)")
    }

    private func error(_ line: Int, _ message: String, remedy: String) -> PinFileError {
        PinFileError(path: path, line: line, message, remedy: remedy)
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
