internal import DuckDBClient
internal import LambdaRuntime

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The request that an HTTP request carries in path, query string and body.
extension HTTPResponder {
    /// A query of the catalog, with parameters from the query string and, of POST, from a JSON object in the body.
    func named(_ name: String) throws -> QueryRequest {
        let query = try runner.catalog.query(named: name)
        var parameters = try queryParameters(of: query)
        if method == "POST" {
            for (name, value) in try bodyParameters() {
                guard parameters.updateValue(value, forKey: name) == nil else {
                    throw QueryRequestError.parameter(name, "is in the query string and in the body; send it once")
                }
            }
        }
        return try QueryRequest(.named(name), parameters)
    }

    /// `{"sql": …, "parameters": …}`, or the statement itself where the body is no JSON.
    func ownSQL() throws -> QueryRequest {
        let data = try body()
        guard isJSON else {
            guard let text = String(validating: data, as: UTF8.self), !text.isEmpty else {
                throw QueryRequestError(
                    .invalidEvent,
                    field: "body",
                    "The body must be an SQL statement in UTF-8, or JSON."
                )
            }
            return try QueryRequest(.sql(text), [:])
        }
        guard let body = try? JSONDecoder().decode(QueryRequest.Body.self, from: data), body.sql != nil else {
            throw QueryRequestError(
                .invalidEvent,
                field: "body",
                "The body must be {\"sql\": \"SELECT …\", \"parameters\": {\"name\": value}}."
            )
        }
        let request = try QueryRequest(body)
        guard request.delivery == .body else { throw ResultLinks.notForSQL }
        return request
    }

    private func queryParameters(of query: NamedQuery) throws(QueryRequestError) -> [String: Value] {
        guard let items = QueryString.items(request.rawQueryString) else {
            throw QueryRequestError(
                .invalidEvent,
                field: "query string",
                "The query string is not percent-encoded UTF-8."
            )
        }
        let kinds = Dictionary(query.header.parameters.map { ($0.name, $0) }) { $1 }
        var lists: [String: [Value]] = [:]
        var parameters: [String: Value] = [:]
        for item in items {
            let name = item.name
            guard kinds[name]?.isList != true else {
                // Elements between commas that are not encoded, or the name once for each.
                lists[name, default: []] += item.elements.map(Value.text)
                continue
            }
            let value = kinds[name]?.kind == .json ? JSONValue.parse(item.value) : .text(item.value)
            guard let value else { throw .parameter(name, "must be JSON") }
            guard parameters.updateValue(value, forKey: name) == nil else { throw .parameter(name, "comes twice") }
        }
        parameters.merge(lists.mapValues(Value.list)) { $1 }
        return parameters
    }

    private func bodyParameters() throws -> [String: Value] {
        let data = try body()
        guard !data.isEmpty else { return [:] }
        guard let parameters = try? JSONDecoder().decode([String: JSONValue].self, from: data) else {
            throw QueryRequestError(
                .invalidEvent,
                field: "body",
                "The body must be a JSON object of the query's parameters, such as {\"name\": value}."
            )
        }
        return parameters.mapValues(\.value)
    }

    private var isJSON: Bool {
        let type = header("content-type")?.lowercased() ?? ""
        return type.hasPrefix("application/json") || type.split(separator: ";").first?.hasSuffix("+json") == true
    }

    private func body() throws(QueryRequestError) -> Data {
        let text = request.body ?? ""
        try QueryRequest.checkSize(text.utf8.count)
        guard request.isBase64Encoded else { return Data(text.utf8) }
        guard let data = Data(base64Encoded: text) else {
            throw QueryRequestError(
                .invalidEvent,
                field: "body",
                "The body is not the Base64 that the event says it is."
            )
        }
        return data
    }
}
