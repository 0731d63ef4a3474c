/// Picks single elements out of the flat XML answers of AWS's query protocol.
///
/// Not a parser: it takes the first element of a name without attributes. A parser would bring libxml2 into the function.
enum XMLText {
    /// The text of the first element of this name; nil when there is none.
    static func element(_ name: String, in text: String) -> String? {
        let afterStart = text.split(separator: "<\(name)>", maxSplits: 1, omittingEmptySubsequences: false).dropFirst()
        guard
            let content = afterStart.first?.split(
                separator: "</\(name)>",
                maxSplits: 1,
                omittingEmptySubsequences: false
            ),
            content.count == 2
        else { return nil }
        return unescaped(content[0])
    }

    private static func unescaped(_ text: Substring) -> String {
        var parts = text.split(separator: "&", omittingEmptySubsequences: false)[...]
        var result = String(parts.removeFirst())
        for part in parts {
            let entity = part.prefix { $0 != ";" }
            if let character = entities[String(entity)], entity.endIndex < part.endIndex {
                result += character + part[part.index(after: entity.endIndex)...]
            } else {
                result += "&" + part
            }
        }
        return result
    }

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "#39": "'"]
}
