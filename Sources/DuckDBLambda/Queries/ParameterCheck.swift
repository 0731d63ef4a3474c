internal import DuckDBClient
internal import DuckDBServerless

/// Makes of what a caller sent a value of a parameter's type, within its limits, or says why it is none.
///
/// Numbers, truth values and texts are judged here, every other type by the engine.
struct ParameterCheck {
    let parameter: QueryParameter

    func value(_ sent: Value, on cursor: borrowing Cursor) throws -> Value {
        try value(sent) { texts in try engineValues(texts, on: cursor) }
    }

    /// The same without an engine: nil where only that could judge.
    func judgedValue(_ sent: Value) throws -> Value? {
        parameter.kind == .engine ? nil : try value(sent) { _ in [] }
    }

    private func value(_ sent: Value, _ engineValues: ([String]) throws -> [Value]) throws -> Value {
        guard sent != .null else { return try null() }
        guard parameter.isList else { return try values([sent], engineValues).first ?? .null }
        guard case .list(let elements) = sent else { throw fault("must be a list of \(parameter.elementType)") }
        try check(count: elements.count, "elements")
        return .list(elements.isEmpty ? [] : try values(elements, engineValues))
    }

    private func null() throws -> Value {
        guard parameter.defaultValue == .null || parameter.kind == .any else { throw fault("must not be null") }
        return .null
    }

    private func values(_ sent: [Value], _ engineValues: ([String]) throws -> [Value]) throws -> [Value] {
        let values =
            parameter.kind == .engine ? try engineValues(sent.map(engineText)) : try sent.map(judged)
        for (sent, value) in zip(sent, values) { try checkValues(sent, value) }
        return values
    }

    private func fault(_ reason: String) -> QueryRequestError { .parameter(parameter.name, reason) }
}

// MARK: - Types that are judged here

extension ParameterCheck {
    private func judged(_ sent: Value) throws -> Value {
        switch parameter.kind {
        case .any, .engine: sent
        case .json: .text(sent.json)
        case .text: try text(sent)
        case .boolean: try boolean(sent)
        case .number: try number(sent)
        case .integer(let range): try integer(sent, range)
        }
    }

    private func text(_ sent: Value) throws -> Value {
        guard case .text(let text) = sent else { throw fault("must be text") }
        if !parameter.isList { try check(count: text.count, "characters") }
        return sent
    }

    private func boolean(_ sent: Value) throws -> Value {
        switch sent {
        case .boolean: return sent
        case .text("true"): return true
        case .text("false"): return false
        default: throw fault("must be true or false")
        }
    }

    private func integer(_ sent: Value, _ range: ClosedRange<Int128>) throws -> Value {
        let number: Int128? =
            switch sent {
            case .integer(let number): Int128(number)
            case .hugeInteger(let number): number
            case .text(let text): Int128(text)
            default: nil
            }
        guard let number, range.contains(number) else {
            throw fault("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        try checkBounds(number) { Int128($0) }
        return Int64(exactly: number).map(Value.integer) ?? .hugeInteger(number)
    }

    private func number(_ sent: Value) throws -> Value {
        let number: Double? =
            switch sent {
            case .integer(let number): Double(number)
            case .hugeInteger(let number): Double(number)
            case .double(let number): number
            case .text(let text): Double(text)
            default: nil
            }
        guard let number, number.isFinite else { throw fault("must be a number") }
        try checkBounds(number) { Double($0) }
        return .double(number)
    }

    private func check(count: Int, _ what: String) throws {
        guard let length = parameter.length, count > length else { return }
        throw fault("has \(count) \(what); \(length) are the most")
    }

    private func checkBounds<Number: Comparable>(_ number: Number, _ parse: (String) -> Number?) throws {
        let least = parameter.minimum.flatMap(parse)
        let most = parameter.maximum.flatMap(parse)
        guard least.map({ number < $0 }) != true, most.map({ number > $0 }) != true else { throw fault(outside) }
    }

    private var outside: String {
        switch (parameter.minimum, parameter.maximum) {
        case (let least?, let most?): "must be from \(least) to \(most)"
        case (let least?, nil): "must be \(least) or more"
        default: "must be \(parameter.maximum ?? "") or less"
        }
    }

    private func checkValues(_ sent: Value, _ value: Value) throws {
        guard !parameter.values.isEmpty else { return }
        guard ![sent, value].contains(where: { parameter.values.contains($0.json.unquoted) }) else { return }
        throw fault("must be one of \(parameter.values.joined(separator: ", "))")
    }
}

// MARK: - Types that the engine judges

extension ParameterCheck {
    private func engineText(_ sent: Value) throws -> String {
        switch sent {
        case .text(let text):
            // The engine would pass over what follows a date or a time of day.
            let characters = Self.characters[parameter.elementType]
            guard characters.map(Set(text).isSubset) != false || Self.infinities.contains(text) else {
                throw fault("must be \(parameter.elementType)")
            }
            return text
        case .integer, .hugeInteger, .double: return sent.json
        default: throw fault("must be \(parameter.elementType) as text")
        }
    }

    private static let characters: [String: Set<Character>] = [
        "DATE": Set("0123456789-"), "TIME": Set("0123456789:."),
    ]
    private static let infinities: Set = ["infinity", "-infinity"]

    /// The engine casts the texts, all at once, and compares them with the limits in its own type.
    private func engineValues(_ texts: [String], on cursor: borrowing Cursor) throws -> [Value] {
        // The type is of letters, digits, brackets and commas only: see `QueryParameter`.
        let type = SQL(unsafe: parameter.elementType)
        let rows = try cursor.fetchAll(
            """
            SELECT v, coalesce(v < least OR v > most, v < least, v > most, false),
                $2 IS NOT NULL AND least IS NULL OR $3 IS NOT NULL AND most IS NULL
            FROM (
                SELECT TRY_CAST(x AS \(type)) AS v, TRY_CAST($2 AS \(type)) AS least, TRY_CAST($3 AS \(type)) AS most
                FROM (SELECT unnest($1::VARCHAR[]) AS x)
            )
            """,
            [
                .list(texts.map(Value.text)), parameter.minimum.map(Value.text) ?? .null,
                parameter.maximum.map(Value.text) ?? .null,
            ]
        )
        return try rows.map { row in
            guard row[2] == false else { throw QueryHeader.Fault("its min or max is no \(parameter.elementType)") }
            guard row[0] != .null else { throw fault("must be \(parameter.elementType)") }
            guard row[1] == false else { throw fault(outside) }
            return row[0]
        }
    }
}

extension String {
    /// Without the quotes of a JSON text; what is escaped stays so, which no declared value is.
    fileprivate var unquoted: String { hasPrefix("\"") && count > 1 ? String(dropFirst().dropLast()) : self }
}
