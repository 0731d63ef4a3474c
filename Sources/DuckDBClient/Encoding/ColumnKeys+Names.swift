extension ColumnKeys {
    /// The name of the column or field that a key is written to: the way back of ``key(for:)``.
    func name(for key: String) -> String {
        switch self {
        case .asNamed: key
        case .fromSnakeCase: Self.snakeCase(key)
        }
    }

    /// `firstName` becomes `first_name`, `myURLPath` `my_url_path`, as with Foundation's encoders.
    private static func snakeCase(_ key: String) -> String {
        var name = ""
        var previous: Character?
        var rest = key[...]
        while let character = rest.popFirst() {
            // A capital begins a word behind a small letter, and before one: the last capital of several.
            let isLast = previous?.isUppercase == true && rest.first?.isLowercase == true
            let begins = character.isUppercase && (previous.map { !$0.isUppercase && $0 != "_" } == true || isLast)
            name += (begins ? "_" : "") + character.lowercased()
            previous = character
        }
        return name
    }
}
