/// The function's queries as OpenAPI 3.1 describes an HTTP API.
struct OpenAPIDocument: Encodable {
    let openapi = "3.1.0"
    let info: Info
    let paths: [String: [String: Operation]]

    struct Info: Encodable {
        let title: String
        let version: String
    }

    struct Operation: Encodable {
        var operationId: String
        let summary: String
        let description: String
        var parameters: [Parameter]?
        var requestBody: Content?
        var responses: [String: Content]
    }

    struct Parameter: Encodable {
        let name: String
        let `in` = "query"
        let required: Bool
        let description: String
        let schema: JSONSchema
        /// One value with commas in it for a list, as query strings here have it.
        var explode: Bool?
    }

    struct Content: Encodable {
        let description: String
        var content: [String: MediaType]?
    }

    struct MediaType: Encodable {
        let schema: JSONSchema
    }

    init(_ catalog: QueryCatalog, _ settings: QuerySettings) {
        info = Info(title: "Queries", version: "1.0.0")
        var paths: [String: [String: Operation]] = [:]
        for query in catalog.sorted {
            var methods = ["post": Self.operation(query, hasBody: true)]
            if !query.header.isJob { methods["get"] = Self.operation(query, hasBody: false) }
            paths["/queries/\(query.name)"] = methods
            guard settings.resultLocation != nil, !query.header.isJob else { continue }
            paths["/links/\(query.name)"] = ["post": Self.link(query)]
        }
        if settings.allowsSQL { paths["/sql"] = ["post": Self.sql] }
        self.paths = paths
    }

    private static func link(_ query: NamedQuery) -> Operation {
        var operation = operation(query, hasBody: true)
        operation.operationId = "link_" + query.name
        operation.responses["200"] = Content(
            description: "A link to the rows, and when it ends.",
            content: ["application/json": MediaType(schema: JSONSchema(type: "object"))]
        )
        return operation
    }

    private static let sql: Operation = {
        var operation = Operation(
            operationId: "sql",
            summary: "SQL of your own",
            description: "One query, in the hardened profile.",
            responses: responses
        )
        var body = JSONSchema(type: "object")
        body.properties = ["sql": JSONSchema(type: "string"), "parameters": JSONSchema(type: "object")]
        body.required = ["sql"]
        operation.requestBody = Content(
            description: "The statement, and what is bound to it.",
            content: ["application/json": MediaType(schema: body)]
        )
        return operation
    }()

    private static func operation(_ query: NamedQuery, hasBody: Bool) -> Operation {
        let lines = query.header.description.split(separator: "\n", maxSplits: 1).map(String.init)
        var operation = Operation(
            operationId: (hasBody ? "post_" : "") + query.name,
            summary: lines.first ?? query.name,
            description: query.header.description,
            responses: responses
        )
        let parameters = query.header.parameters
        guard hasBody else {
            operation.parameters = parameters.map { parameter in
                Parameter(
                    name: parameter.name,
                    required: parameter.defaultValue == nil,
                    description: parameter.description,
                    schema: JSONSchema(parameter),
                    explode: parameter.isList ? false : nil
                )
            }
            return operation
        }
        operation.requestBody = Content(
            description: "The query's parameters.",
            content: ["application/json": MediaType(schema: JSONSchema(parameters))]
        )
        return operation
    }

    private static let responses: [String: Content] = [
        "200": Content(
            description: "The rows.",
            content: [
                "application/json": MediaType(schema: .rows),
                ResultFormat.ndjson.mediaType: MediaType(schema: JSONSchema(type: "string")),
                ResultFormat.csv.mediaType: MediaType(schema: JSONSchema(type: "string")),
                ResultFormat.parquet.mediaType: MediaType(schema: JSONSchema(type: "string", format: "binary")),
            ]
        ),
        "400": failure("A parameter does not fit; `error.field` names it."),
        "413": failure("The rows do not fit into an answer."),
        "500": failure("The query failed."),
        "503": failure("A source of the data cannot be reached."),
        "504": failure("The query ran out of time."),
        "default": failure("Anything else that went wrong."),
    ]

    private static func failure(_ description: String) -> Content {
        Content(description: description, content: ["application/json": MediaType(schema: .failure)])
    }
}
