/// The values for a statement's parameters: by position (`?`, `$1`) or by name (`$status`).
///
/// Written as a literal: `[42, "ok"]` or `["status": "ok"]`.
public enum Parameters: Sendable, Hashable {
    /// By position, in the order of `?`, or of the numbers of `$1`.
    case positional([Value])
    /// By name, without the `$`.
    case named([String: Value])

    /// No parameters.
    public static let none = Parameters.positional([])

    /// Positional parameters of Swift values: `Parameters(id, name)`.
    public init<each T: ValueConvertible>(_ values: repeat each T) {
        var list: [Value] = []
        for value in repeat each values { list.append(value.sqlValue) }
        self = .positional(list)
    }
}

extension Parameters: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// Makes positional parameters.
    public init(arrayLiteral elements: Value...) {
        self = .positional(elements)
    }

    /// Makes named parameters; of a name given twice the last value counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .named(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension Parameters {
    /// The values in the order of the statement's parameters: these, or those that were interpolated.
    ///
    /// - Throws: `parameters`, naming those that are missing and those that the statement does not have.
    func values(for names: [String], interpolated: [Value], sql: String) throws(DuckDBError) -> [Value] {
        guard !interpolated.isEmpty else { return try values(for: names, sql: sql) }
        let isAlone = self == .none
        guard isAlone, interpolated.count == names.count else {
            let remedy =
                isAlone
                ? "A value in quotes or a comment is not a parameter, and not every statement takes parameters."
                : "Interpolate all values of a statement, or none."
            throw DuckDBError(
                code: .parameters,
                message: "The statement takes \(names.count) parameters, \(interpolated.count) values were interpolated"
                    + (isAlone ? "" : " and others given apart") + ". \(remedy)",
                sql: sql
            )
        }
        return interpolated
    }

    private func values(for names: [String], sql: String) throws(DuckDBError) -> [Value] {
        switch self {
        case .positional(let values):
            guard values.count == names.count else {
                throw DuckDBError(
                    code: .parameters,
                    message: "The statement takes \(names.count) parameters, \(values.count) were given.",
                    sql: sql
                )
            }
            return values
        case .named(let values):
            let missing = names.filter { values[$0] == nil }
            let unknown = values.keys.filter { !names.contains($0) }.sorted()
            guard missing.isEmpty, unknown.isEmpty else {
                throw DuckDBError(code: .parameters, message: Self.message(missing, unknown, names), sql: sql)
            }
            return names.compactMap { values[$0] }
        }
    }

    private static func message(_ missing: [String], _ unknown: [String], _ names: [String]) -> String {
        let list = { (names: [String]) in names.map { "$" + $0 }.joined(separator: ", ") }
        var parts: [String] = []
        if !missing.isEmpty { parts.append("missing: \(list(missing))") }
        if !unknown.isEmpty { parts.append("not in the statement: \(list(unknown))") }
        let takes = names.isEmpty ? "takes no parameters" : "takes \(list(names))"
        return "The parameters do not fit (\(parts.joined(separator: "; "))). The statement \(takes)."
    }
}
