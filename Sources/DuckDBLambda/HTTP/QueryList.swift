/// The queries of a function, as `GET /` lists them.
struct QueryList: Encodable {
    struct Entry: Encodable {
        let name: String
        let description: String
        let job: Bool
        let parameters: [Parameter]
    }

    struct Parameter: Encodable {
        let name: String
        let type: String
        let description: String
        let required: Bool
        /// As text; absent where there is none or it is null.
        let `default`: String?
        let minimum: String?
        let maximum: String?
        let values: [String]?
        let length: Int?
    }

    let queries: [Entry]
    /// Whether there is `/sql` too.
    let sql: Bool

    init(_ catalog: QueryCatalog, allowsSQL: Bool) {
        queries = catalog.sorted.map { query in
            Entry(
                name: query.name,
                description: query.header.description,
                job: query.header.isJob,
                parameters: query.header.parameters.map(Parameter.init)
            )
        }
        sql = allowsSQL
    }
}

extension QueryList.Parameter {
    init(_ parameter: QueryParameter) {
        name = parameter.name
        type = parameter.type
        description = parameter.description
        required = parameter.defaultValue == nil
        `default` = if case .value(let text) = parameter.defaultValue { text } else { nil }
        minimum = parameter.minimum
        maximum = parameter.maximum
        values = parameter.values.isEmpty ? nil : parameter.values
        length = parameter.length
    }
}
