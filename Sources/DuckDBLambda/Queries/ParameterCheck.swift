package import DuckDBClient
internal import DuckDBServerless

/// Makes of what a caller sent a value of a parameter's type, within its limits, or says why it is none.
///
/// Numbers, truth values and texts are judged here, every other type by the engine.
struct ParameterCheck {
    let parameter: QueryParameter

    func value(_ sent: Value, on cursor: borrowing Cursor) throws -> Value {
        guard sent != .null else { return try null() }
        guard parameter.isList else { return try element(sent, on: cursor) }
        guard case .list(let elements) = sent else { throw fault("must be a list of \(parameter.elementType)") }
        try check(count: elements.count, "elements")
        var values: [Value] = []
        for element in elements { values.append(try self.element(element, on: cursor)) }
        return .list(values)
    }

    private func null() throws -> Value {
        guard parameter.defaultValue == .null || parameter.type == "ANY" else { throw fault("must not be null") }
        return .null
    }

    private func element(_ sent: Value, on cursor: borrowing Cursor) throws -> Value {
        let value = try typed(sent, on: cursor)
        try checkValues(sent, value)
        return value
    }

    private func typed(_ sent: Value, on cursor: borrowing Cursor) throws -> Value {
        switch parameter.elementType {
        case "ANY": return sent
        case "VARCHAR", "TEXT", "STRING": return try text(sent)
        case "BOOLEAN", "BOOL": return try boolean(sent)
        case "DOUBLE", "FLOAT", "REAL": return try double(sent)
        case "JSON": return .text(sent.json)
        default:
            guard let range = Self.integers[parameter.elementType] else { return try engineValue(sent, on: cursor) }
            return try integer(sent, range)
        }
    }

    private func fault(_ reason: String) -> QueryRequestError { .parameter(parameter.name, reason) }
}

// MARK: - Types that are judged here

extension ParameterCheck {
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

    private func double(_ sent: Value) throws -> Value {
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
        let texts = [sent, value].map { value in
            switch value {
            case .text(let text): text
            case .integer(let number): "\(number)"
            case .double(let number): "\(number)"
            case .boolean(let boolean): "\(boolean)"
            default: ""
            }
        }
        guard !texts.contains(where: parameter.values.contains) else { return }
        throw fault("must be one of \(parameter.values.joined(separator: ", "))")
    }

    private static let characters: [String: Set<Character>] = ["DATE": Set("0123456789-"), "TIME": Set("0123456789:.")]
    private static let infinities: Set = ["infinity", "-infinity"]

    private static let integers: [String: ClosedRange<Int128>] = [
        "TINYINT": -128...127, "SMALLINT": -32_768...32_767, "INTEGER": -2_147_483_648...2_147_483_647,
        "INT": -2_147_483_648...2_147_483_647,
        "BIGINT": -9_223_372_036_854_775_808...9_223_372_036_854_775_807,
        "UTINYINT": 0...255, "USMALLINT": 0...65_535, "UINTEGER": 0...4_294_967_295,
        "UBIGINT": 0...18_446_744_073_709_551_615,
        "HUGEINT": Int128.min...Int128.max,
    ]
}

// MARK: - Types that the engine judges

extension ParameterCheck {
    /// The engine casts the text, and compares it with the limits in its own type.
    private func engineValue(_ sent: Value, on cursor: borrowing Cursor) throws -> Value {
        let text: String
        switch sent {
        case .text(let sent): text = sent
        case .integer(let number): text = "\(number)"
        case .hugeInteger(let number): text = "\(number)"
        case .double(let number): text = "\(number)"
        default: throw fault("must be \(parameter.elementType) as text")
        }
        // The engine would pass over what follows a date or a time of day.
        let characters = Self.characters[parameter.elementType]
        guard characters.map(Set(text).isSubset) != false || Self.infinities.contains(text) else {
            throw fault("must be \(parameter.elementType)")
        }
        // The type is of letters, digits, brackets and commas only: see `QueryParameter`.
        let type = SQL(unsafe: parameter.elementType)
        let row = try cursor.fetchOne(
            "SELECT v, coalesce(v < TRY_CAST($2 AS \(type)), false) OR coalesce(v > TRY_CAST($3 AS \(type)), false) "
                + "FROM (SELECT TRY_CAST($1 AS \(type)) AS v)",
            [.text(text), parameter.minimum.map(Value.text) ?? .null, parameter.maximum.map(Value.text) ?? .null]
        )
        guard let values = row?.values, let value = values.first, value != .null else {
            throw fault("must be \(parameter.elementType)")
        }
        guard values.last == .boolean(false) else { throw fault(outside) }
        return value
    }
}

extension Value {
    /// As JSON text.
    package var json: String {
        var text = TextBuffer()
        text.append(json: self, largeNumbersAsText: false)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
