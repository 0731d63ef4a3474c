/// The arguments of one call of a table function.
public struct TableFunctionCall: Sendable {
    /// The arguments that are given by position.
    public let arguments: [Value]
    /// The arguments that are given by name, without those that are left out.
    public let named: [String: Value]
    /// The names that an argument can have.
    let names: Set<String>

    /// The argument at a position, counted from 0.
    ///
    /// - Throws: `decoding` when the type does not hold it; `misuse` when the function has no such parameter.
    public func argument<T: ValueConvertible>(_ position: Int, as type: T.Type = T.self) throws(DuckDBError) -> T {
        guard arguments.indices.contains(position) else {
            throw DuckDBError(
                code: .misuse,
                message: "There is no parameter \(position): the function has \(arguments.count), counted from 0."
            )
        }
        return try convert(arguments[position], "\(position + 1)")
    }

    /// The argument of a name; NULL where it is left out.
    ///
    /// - Throws: `decoding` when the type does not hold it; `misuse` when the function has no such parameter.
    public func argument<T: ValueConvertible>(_ name: String, as type: T.Type = T.self) throws(DuckDBError) -> T {
        guard names.contains(name) else {
            throw DuckDBError(
                code: .misuse,
                message: "There is no parameter \"\(name)\": the function has "
                    + "\(names.isEmpty ? "none with a name" : names.sorted().joined(separator: ", "))."
            )
        }
        return try convert(named[name] ?? .null, "\"\(name)\"")
    }

    private func convert<T: ValueConvertible>(_ value: Value, _ place: String) throws(DuckDBError) -> T {
        do throws(DuckDBError) {
            return try T(sqlValue: value)
        } catch {
            guard error.code == .decoding else { throw error }
            throw DuckDBError(code: .decoding, message: "Argument \(place) could not be read: \(error.message).")
        }
    }
}
