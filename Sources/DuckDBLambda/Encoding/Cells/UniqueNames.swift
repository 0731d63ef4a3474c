/// Names of which none comes twice, in their order: of two equal ones the second gets the suffix `_1`, and so on.
enum UniqueNames {
    static func of(_ names: some Sequence<String>) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            var unique = name
            var number = 0
            while !taken.insert(unique).inserted {
                number += 1
                unique = "\(name)_\(number)"
            }
            return unique
        }
    }

    /// The names as the keys of a JSON object, with their colons: written once, used in every row.
    static func keys(_ names: some Sequence<String>) -> [[UInt8]] {
        of(names).map { name in
            var key = TextBuffer()
            key.append(jsonString: name)
            key.append(UInt8(ascii: ":"))
            return key.bytes
        }
    }
}
