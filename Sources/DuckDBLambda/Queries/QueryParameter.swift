internal import DuckDBClient

/// A parameter of a named query: its type, its default and its limits.
///
/// Declared as `@param NAME TYPE [OPTION…] [-- TEXT]`:
///
/// | Option | Means |
/// |---|---|
/// | `default=VALUE` | what counts when the caller gives none, `null` for NULL; without it the parameter is required |
/// | `min=VALUE`, `max=VALUE` | the least and the greatest value, of numbers and times |
/// | `values=A\|B\|C` | the values there are |
/// | `length=N` | the most characters of a text, or elements of a list |
///
/// A value with spaces stands in single quotes. `min` and `max` are for numbers and the engine's types, `length` for texts and
/// lists. The type is one of the engine's, such as `BIGINT`, `DATE` or `VARCHAR[]`; or
/// `JSON`, whose values arrive as JSON text; or `ANY`, whose values keep the type that JSON gives them. Limits of a list are
/// those of its elements.
public struct QueryParameter: Sendable, Hashable {
    /// The name, `$name` in the statement.
    public let name: String
    /// The type, in upper case.
    public let type: String
    /// What counts when the caller gives none; nil when the caller must give one.
    public let defaultValue: Default?
    /// The least value, as text.
    public let minimum: String?
    /// The greatest value, as text.
    public let maximum: String?
    /// The values there are; empty for all of the type.
    public let values: [String]
    /// The most characters of a text, or elements of a list.
    public let length: Int?
    /// What it is for; empty when the declaration does not say.
    public let description: String

    /// What counts for a parameter that the caller does not give.
    public enum Default: Sendable, Hashable {
        /// NULL.
        case null
        /// A value, as text.
        case value(String)
    }

    /// Whether it takes several values.
    public var isList: Bool { type.hasSuffix("[]") }
    /// The type, of a list's elements if it is one.
    public var elementType: String { isList ? String(type.dropLast(2)) : type }
    /// How values of the type are judged.
    var kind: ParameterType { ParameterType(name: elementType) }

    init(declaration: Substring) throws(QueryHeader.Fault) {
        var words = DeclarationWords(declaration)
        let name = words.next() ?? ""
        guard Self.isName(name) else {
            throw QueryHeader.Fault("@param needs a name of letters, digits and _ first, and a type behind it")
        }
        let type = words.type().uppercased()
        guard Self.isType(type) else {
            throw QueryHeader.Fault(
                "the parameter \(name) needs a type such as BIGINT, DATE or VARCHAR[], without quotes"
            )
        }
        let options = try words.options(of: name)
        self.name = name
        self.type = type
        defaultValue = options["default"].map { $0 == "null" ? .null : .value($0) }
        minimum = options["min"]
        maximum = options["max"]
        values = options["values"]?.split(separator: "|").map(String.init) ?? []
        length = try Self.length(options["length"], of: name)
        description = String(words.rest)
        try checkOptions()
    }

    /// A limit that could not hold is not to look as if it did.
    private func checkOptions() throws(QueryHeader.Fault) {
        for (option, bound) in [("min", minimum), ("max", maximum)] {
            guard let bound, !kind.takesBound(bound) else { continue }
            throw QueryHeader.Fault("\(option)=\(bound) is no limit of \(name), which is \(type)")
        }
        guard values.isEmpty || ![.any, .json].contains(kind) else {
            throw QueryHeader.Fault("values= is not for \(name), which is \(type)")
        }
        guard length == nil || isList || kind == .text else {
            throw QueryHeader.Fault("length= is for texts and lists; \(name) is \(type)")
        }
        guard case .value(let text) = defaultValue else { return }
        do {
            _ = try ParameterCheck(parameter: self).judgedValue(defaultAsSent(text))
        } catch {
            throw QueryHeader.Fault("default=\(text) is no value of \(name) within its limits")
        }
    }

    /// A default as a caller would send it: the elements of a list between commas, JSON as what it says.
    func defaultAsSent(_ text: String) throws(QueryHeader.Fault) -> Value {
        guard !isList else { return .list(text.split(separator: ",").map { .text(String($0)) }) }
        guard kind == .json else { return .text(text) }
        guard let value = JSONValue.parse(text) else {
            throw QueryHeader.Fault("default=\(text) of \(name) is no JSON")
        }
        return value
    }

    private static func length(_ text: String?, of name: String) throws(QueryHeader.Fault) -> Int? {
        guard let text else { return nil }
        guard let length = Int(text), length > 0 else {
            throw QueryHeader.Fault("the length of \(name) must be a whole number above 0")
        }
        return length
    }

    private static func isName(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.first.map { $0 == UInt8(ascii: "_") || isLetter($0) } == true
            && bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// It becomes part of a statement, so nothing in it may end a cast.
    private static func isType(_ type: String) -> Bool {
        let others = Set("_(),[] ".utf8)
        return type.utf8.first.map(isLetter) == true
            && type.utf8.allSatisfy { isLetter($0) || isDigit($0) || others.contains($0) }
            && type.count { $0 == "(" } == type.count { $0 == ")" }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
