/// How the keys of a `Decodable` type are found among the columns of a row, and among the fields of a structure in it.
public enum ColumnKeys: Sendable, Hashable {
    /// A key is the name of a column.
    case asNamed
    /// The key `firstName` is the column `first_name`.
    case fromSnakeCase

    /// The key that a column of this name has.
    func key(for name: String) -> String {
        switch self {
        case .asNamed: name
        case .fromSnakeCase: Self.camelCase(name)
        }
    }

    /// `_first_name__` becomes `_firstName__`: underscores at either end stay, as with Foundation's decoders.
    private static func camelCase(_ name: String) -> String {
        let lead = name.prefix { $0 == "_" }
        guard lead.count < name.count else { return name }
        let trail = String(name.reversed().prefix { $0 == "_" })
        let words = name.dropFirst(lead.count).dropLast(trail.count).split(separator: "_")
        let first = words.first.map { words.count == 1 ? String($0) : $0.lowercased() } ?? ""
        let others = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        return lead + first + others.joined() + trail
    }
}
