internal import LambdaRuntime

/// What an HTTP request asks for, by its path.
enum HTTPRoute: Sendable, Hashable {
    /// The list of queries, or the page.
    case index
    /// The description of the queries for machines.
    case openAPI
    /// A query's rows.
    case query(String, ResultFormat?)
    /// A link to a query's rows.
    case link(String, ResultFormat?)
    /// The rows of SQL that is sent.
    case sql(ResultFormat?)

    /// - Throws: ``QueryRequestError`` with code `unknownPath`.
    init(_ request: APIGatewayV2Request) throws(QueryRequestError) {
        let path = Self.path(request)
        // One path for each thing: an authorizer in front, which sees the path, must not be walked around by another spelling.
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (segments.first, segments.count) {
        case (nil, _), ("", 1):
            self = .index
        case ("openapi.json", 1):
            self = .openAPI
        case ("queries", 1):
            self = .index
        case ("queries", 2):
            let (name, format) = try Self.name(segments[1])
            self = .query(name, format)
        case ("links", 2):
            let (name, format) = try Self.name(segments[1])
            self = .link(name, format)
        case (let first?, 1) where first == "sql" || first.hasPrefix("sql."):
            self = .sql(try Self.name(first).format)
        default:
            throw QueryRequestError(
                .unknownPath,
                "There is nothing at \(path.prefix(80)). There are /, /openapi.json, /queries, /queries/NAME, /links/NAME and /sql."
            )
        }
    }

    /// The methods that the path takes, beside OPTIONS; a job, which changes data, takes no GET.
    func methods(isJob: Bool) -> [String] {
        switch self {
        case .index, .openAPI: ["GET", "HEAD"]
        case .query: isJob ? ["POST"] : ["GET", "HEAD", "POST"]
        case .link, .sql: ["POST"]
        }
    }

    /// The path without the stage, which HTTP APIs put in front of it unless it is the default one.
    private static func path(_ request: APIGatewayV2Request) -> Substring {
        let stage = "/" + request.context.stage
        let path = request.rawPath[...]
        guard request.context.stage != "$default", path == stage || path.hasPrefix(stage + "/") else { return path }
        return path.dropFirst(stage.count)
    }

    /// Names have no dots, so that what follows one is the format.
    private static func name(_ segment: String) throws(QueryRequestError) -> (name: String, format: ResultFormat?) {
        guard let dot = segment.lastIndex(of: ".") else { return (segment, nil) }
        let format = try QueryRequest.choice(String(segment[segment.index(after: dot)...]), "format") as ResultFormat?
        return (String(segment[..<dot]), format)
    }
}
