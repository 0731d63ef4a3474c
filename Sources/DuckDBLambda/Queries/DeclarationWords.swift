/// The words of a parameter's declaration, one after the other: divided by spaces, whole within single quotes.
struct DeclarationWords {
    private var text: Substring
    /// Whether a quote was opened and not closed.
    private(set) var isUnterminated = false

    init(_ text: Substring) { self.text = text }

    mutating func next() -> String? {
        text = text.drop(while: \.isWhitespace)
        guard !text.isEmpty, !text.hasPrefix("--") else { return nil }
        var word = ""
        var isQuoted = false
        while let character = text.first, isQuoted || !character.isWhitespace {
            text = text.dropFirst()
            guard character == "'" else {
                word.append(character)
                continue
            }
            // A doubled quote within quotes is a quote.
            if isQuoted, text.first == "'" { word.append(text.removeFirst()) } else { isQuoted.toggle() }
        }
        isUnterminated = isUnterminated || isQuoted
        return word
    }

    /// The words up to the first option: a type such as `TIMESTAMP WITH TIME ZONE` has several.
    mutating func type() -> String {
        var words: [String] = []
        while !isAtOption, let word = next() { words.append(word) }
        return words.joined(separator: " ")
    }

    mutating func options(of name: String) throws(QueryHeader.Fault) -> [String: String] {
        var options: [String: String] = [:]
        while let word = next() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, Self.known.contains(parts[0]) else {
                throw QueryHeader.Fault(
                    "\"\(word)\" is no option of \(name); there are \(Self.known.map { $0 + "=" }.joined(separator: ", ")). "
                        + "A value with spaces stands in single quotes"
                )
            }
            guard options.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw QueryHeader.Fault("\(name) has \(parts[0])= twice")
            }
        }
        guard !isUnterminated else { throw QueryHeader.Fault("a quote of \(name) is not closed") }
        return options
    }

    /// What stands behind `--`.
    var rest: Substring {
        let text = text.drop(while: \.isWhitespace)
        return text.hasPrefix("--") ? text.dropFirst(2).drop(while: \.isWhitespace) : ""
    }

    private static let known = ["default", "min", "max", "values", "length"]

    private var isAtOption: Bool {
        let word = text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
        return word.contains("=")
    }
}
