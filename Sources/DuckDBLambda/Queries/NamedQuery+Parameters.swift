internal import DuckDBClient
internal import DuckDBServerless

extension NamedQuery {
    /// The statement, and the texts that are bound to it unless the caller gives others.
    var expectedTexts: [String] {
        let defaults = header.parameters.compactMap { parameter in
            if case .value(let text) = parameter.defaultValue { text } else { nil }
        }
        return [sql.text] + defaults
    }

    /// What is bound to the statement: what the caller sent, checked, and the defaults of the rest.
    ///
    /// - Parameters:
    ///   - sent: What the caller sent, by name.
    ///   - cursor: Whose engine judges the types that are not judged here.
    /// - Returns: A value for each declared parameter.
    /// - Throws: ``QueryRequestError`` with code `invalidParameter`; ``QueryFileError`` with code `invalidDefault`.
    func parameters(_ sent: [String: Value], on cursor: borrowing Cursor) throws -> Parameters {
        for name in sent.keys.sorted() where !header.parameters.contains(where: { $0.name == name }) {
            throw QueryRequestError.parameter(name, "is not known; \(takes)")
        }
        var values: [String: Value] = [:]
        for parameter in header.parameters {
            values[parameter.name] = try value(of: parameter, sent[parameter.name], on: cursor)
        }
        return .named(values)
    }

    private var takes: String {
        let names = header.parameters.map(\.name)
        return "the query \(name) takes " + (names.isEmpty ? "no parameters" : names.joined(separator: ", "))
    }

    private func value(
        of parameter: QueryParameter,
        _ sent: Value?,
        on cursor: borrowing Cursor
    ) throws -> Value {
        if let sent { return try check(parameter, sent, on: cursor) }
        switch parameter.defaultValue {
        case nil: throw QueryRequestError.parameter(parameter.name, "is missing; \(takes)")
        case .null: return .null
        case .value(let text):
            do {
                return try check(parameter, parameter.defaultAsSent(text), on: cursor)
            } catch is QueryRequestError {
                throw QueryFileError.invalidDefault(query: name, parameter, text)
            }
        }
    }

    private func check(
        _ parameter: QueryParameter,
        _ sent: Value,
        on cursor: borrowing Cursor
    ) throws -> Value {
        do {
            return try ParameterCheck(parameter: parameter).value(sent, on: cursor)
        } catch is QueryHeader.Fault {
            // Only the engine could tell that a limit is none.
            throw QueryFileError.invalidDefault(
                query: name,
                parameter,
                "\(parameter.minimum ?? "") … \(parameter.maximum ?? "")"
            )
        }
    }
}
