/// What a parameter's type means for the values that callers send.
enum ParameterType: Sendable, Hashable {
    /// Whatever JSON has.
    case any
    /// JSON as text.
    case json
    case text
    case boolean
    case number
    case integer(ClosedRange<Int128>)
    /// Any other type, whose values the engine judges.
    case engine

    init(name: String) {
        switch name {
        case "ANY": self = .any
        case "JSON": self = .json
        case "VARCHAR", "TEXT", "STRING": self = .text
        case "BOOLEAN", "BOOL": self = .boolean
        case "DOUBLE", "FLOAT", "REAL": self = .number
        default: self = Self.integers[name].map(ParameterType.integer) ?? .engine
        }
    }

    /// Whether a text can be a least or greatest value; the engine's types are looked at when they are first used.
    func takesBound(_ text: String) -> Bool {
        switch self {
        case .integer: Int128(text) != nil
        case .number: Double(text)?.isFinite == true
        case .engine: true
        case .any, .json, .text, .boolean: false
        }
    }

    private static let integers: [String: ClosedRange<Int128>] = [
        "TINYINT": -128...127, "SMALLINT": -32_768...32_767, "INTEGER": -2_147_483_648...2_147_483_647,
        "INT": -2_147_483_648...2_147_483_647, "BIGINT": -9_223_372_036_854_775_808...9_223_372_036_854_775_807,
        "UTINYINT": 0...255, "USMALLINT": 0...65_535, "UINTEGER": 0...4_294_967_295,
        "UBIGINT": 0...18_446_744_073_709_551_615, "HUGEINT": Int128.min...Int128.max,
    ]
}
