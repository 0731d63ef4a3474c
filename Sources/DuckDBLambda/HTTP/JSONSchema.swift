/// The part of JSON Schema that parameters and answers need.
struct JSONSchema: Encodable {
    /// Absent for any type.
    var type: String?
    var format: String?
    var description: String?
    var `default`: Literal?
    var minimum: Literal?
    var maximum: Literal?
    var `enum`: [Literal]?
    var maxLength: Int?
    var maxItems: Int?
    /// Of one, boxed: a type cannot hold itself.
    var items: [JSONSchema]?
    var properties: [String: JSONSchema]?
    var required: [String]?

    /// A limit or default: a number where the type has numbers, else text.
    enum Literal: Encodable {
        case number(Double)
        case integer(Int64)
        case boolean(Bool)
        case text(String)

        init(_ text: String, type: String?) {
            switch type {
            case "integer": self = Int64(text).map(Literal.integer) ?? .text(text)
            case "number": self = Double(text).map(Literal.number) ?? .text(text)
            case "boolean": self = Bool(text).map(Literal.boolean) ?? .text(text)
            default: self = .text(text)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let value): try container.encode(value)
            case .integer(let value): try container.encode(value)
            case .boolean(let value): try container.encode(value)
            case .text(let value): try container.encode(value)
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case type, format, description, `default`, minimum, maximum, `enum`, maxLength, maxItems, items, properties,
            required
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(type, forKey: .type)
        try container.encodeIfPresent(format, forKey: .format)
        try container.encodeIfPresent(description, forKey: .description)
        try container.encodeIfPresent(`default`, forKey: .default)
        try container.encodeIfPresent(minimum, forKey: .minimum)
        try container.encodeIfPresent(maximum, forKey: .maximum)
        try container.encodeIfPresent(`enum`, forKey: .enum)
        try container.encodeIfPresent(maxLength, forKey: .maxLength)
        try container.encodeIfPresent(maxItems, forKey: .maxItems)
        try container.encodeIfPresent(items?.first, forKey: .items)
        try container.encodeIfPresent(properties, forKey: .properties)
        try container.encodeIfPresent(required, forKey: .required)
    }

    init(type: String? = nil, format: String? = nil) {
        self.type = type
        self.format = format
    }

    /// The schema of a parameter.
    init(_ parameter: QueryParameter) {
        var element = JSONSchema(sqlType: parameter.elementType)
        // Only numbers have them there.
        if ["integer", "number"].contains(element.type) {
            element.minimum = parameter.minimum.map { Literal($0, type: element.type) }
            element.maximum = parameter.maximum.map { Literal($0, type: element.type) }
        }
        let values = parameter.values.map { Literal($0, type: element.type) }
        element.enum = values.isEmpty ? nil : values
        if parameter.isList {
            self.init(type: "array")
            items = [element]
            maxItems = parameter.length
        } else {
            self = element
            maxLength = parameter.length
            if case .value(let text) = parameter.defaultValue { `default` = Literal(text, type: type) }
        }
        description = parameter.description.isEmpty ? nil : parameter.description
    }

    /// The schema of an object of parameters.
    init(_ parameters: [QueryParameter]) {
        self.init(type: "object")
        properties = Dictionary(parameters.map { ($0.name, JSONSchema($0)) }) { $1 }
        let names = parameters.filter { $0.defaultValue == nil }.map(\.name)
        required = names.isEmpty ? nil : names
    }

    private init(sqlType: String) {
        switch sqlType {
        case "TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "HUGEINT":
            self.init(type: "integer")
        case "DOUBLE", "FLOAT", "REAL": self.init(type: "number")
        case "BOOLEAN", "BOOL": self.init(type: "boolean")
        case "DATE": self.init(type: "string", format: "date")
        case "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE": self.init(type: "string", format: "date-time")
        case "UUID": self.init(type: "string", format: "uuid")
        case "JSON", "ANY": self.init()
        default: self.init(type: "string")
        }
    }

    static let rows: JSONSchema = {
        var schema = JSONSchema(type: "array")
        schema.items = [JSONSchema(type: "object")]
        return schema
    }()

    static let failure: JSONSchema = {
        var error = JSONSchema(type: "object")
        error.properties = [
            "type": JSONSchema(type: "string"), "message": JSONSchema(type: "string"),
            "field": JSONSchema(type: "string"), "requestId": JSONSchema(type: "string"),
        ]
        var schema = JSONSchema(type: "object")
        schema.properties = ["error": error]
        return schema
    }()
}
