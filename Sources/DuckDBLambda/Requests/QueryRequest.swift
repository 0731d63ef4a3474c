internal import DuckDBClient
internal import DuckDBServerless

/// What a caller wants: a query by its name, or SQL of its own, with parameters, in a format, here or as a link.
struct QueryRequest: Sendable {
    enum Statement: Sendable {
        case named(String)
        case sql(String)
    }

    /// How the rows get to the caller.
    enum Delivery: String, Sendable, CaseIterable {
        /// In the answer.
        case body
        /// As a file on S3, of which the answer has a link.
        case link
    }

    let statement: Statement
    let parameters: [String: Value]
    /// Nil for JSON, or what an HTTP request accepts.
    let format: ResultFormat?
    let delivery: Delivery

    /// - Throws: ``QueryRequestError`` with code `invalidEvent` for parameters that are paths with options.
    init(
        _ statement: Statement,
        _ parameters: [String: Value],
        format: ResultFormat? = nil,
        delivery: Delivery = .body
    ) throws(QueryRequestError) {
        guard !Parameters.named(parameters).texts.contains(where: PathOptions.areIn) else { throw .pathOptions }
        self.statement = statement
        self.parameters = parameters
        self.format = format
        self.delivery = delivery
    }

    /// The name for logs and metrics.
    var name: String {
        switch statement {
        case .named(let name): name
        case .sql: "ad hoc"
        }
    }
}

extension QueryRequest {
    /// A request as JSON: `{"query": NAME | "sql": TEXT, "parameters": {…}, "format": …, "delivery": …}`.
    struct Body: Decodable {
        let query: String?
        let sql: String?
        let parameters: [String: JSONValue]?
        let format: String?
        let delivery: String?
        /// A key that means nothing here, and was likely meant to be one that does.
        let unknownKey: String?

        private enum Keys: String, CodingKey, CaseIterable {
            case query, sql, parameters, format, delivery
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            query = try container.decodeIfPresent(String.self, forKey: .query)
            sql = try container.decodeIfPresent(String.self, forKey: .sql)
            parameters = try container.decodeIfPresent([String: JSONValue].self, forKey: .parameters)
            format = try container.decodeIfPresent(String.self, forKey: .format)
            delivery = try container.decodeIfPresent(String.self, forKey: .delivery)
            let all = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
            unknownKey = all.filter { Keys(rawValue: $0) == nil }.min()
        }

        private struct AnyKey: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
    }

    init(_ body: Body) throws(QueryRequestError) {
        let statement: Statement
        if let key = body.unknownKey, body.query != nil || body.sql != nil {
            throw QueryRequestError(
                .invalidEvent,
                field: String(key.prefix(80)),
                "\"\(key.prefix(80))\" is no part of a request; there are query, sql, parameters, format and delivery."
            )
        }
        switch (body.query, body.sql) {
        case (let name?, nil): statement = .named(name)
        case (nil, let text?): statement = .sql(text)
        default: throw .invalidEvent
        }
        try self.init(
            statement,
            (body.parameters ?? [:]).mapValues(\.value),
            format: Self.choice(body.format, "format"),
            delivery: Self.choice(body.delivery, "delivery") ?? .body
        )
    }

    /// More than anybody asks with, and what takes longer to read than a query should.
    private static let mostBytes = 1_048_576

    static func checkSize(_ count: Int) throws(QueryRequestError) {
        guard count > mostBytes else { return }
        throw QueryRequestError(
            .invalidEvent,
            "The request has \(count) bytes; \(mostBytes) are the most. Put what is larger on S3, and name where it is."
        )
    }

    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String?,
        _ field: String
    ) throws(QueryRequestError) -> Choice? where Choice.RawValue == String {
        guard let text else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw QueryRequestError(
                .invalidEvent,
                field: field,
                "\"\(text.prefix(40))\" is no \(field); there are \(choices)."
            )
        }
        return choice
    }
}
