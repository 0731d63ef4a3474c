import DuckDBLambda
import DuckDBServerless
import Foundation
import LambdaRuntime
import Logging
import NIOCore
import Testing

/// A handler of queries with an engine in memory, and no server behind it.
struct ServedQueries {
    var handler: QueryHandler
    var remaining = Duration.seconds(30)
    var logger = Logger(label: "test")

    init(
        _ queries: [String: String] = [:],
        page: String? = nil,
        configuration: EngineConfiguration? = nil,
        _ change: (inout QuerySettings) -> Void = { _ in }
    ) throws {
        var settings = QuerySettings()
        change(&settings)
        handler = try QueryHandler(
            QueryCatalog(queries.map { try NamedQuery(name: $0.key, text: $0.value) }),
            try configuration ?? .environment(FunctionEnvironment(variables: [:])),
            settings: settings,
            page: page
        )
    }

    /// Sends an event and returns what Lambda would get.
    func send(event: String) async throws -> CollectedResponse {
        let response = CollectedResponse()
        try await send(event: event, to: response)
        #expect(response.isFinished)
        return response
    }

    func send(event: String, to response: CollectedResponse) async throws {
        let context = LambdaContext(
            requestID: "11111111-2222",
            traceID: "",
            tenantID: nil,
            invokedFunctionARN: "arn",
            deadline: LambdaClock().now.advanced(by: remaining),
            logger: logger
        )
        try await handler.handle(ByteBuffer(string: event), responseWriter: response, context: context)
    }

    func answer(_ event: String) async throws -> String { try await send(event: event).text }

    /// Sends an HTTP request as an event and returns the answer that its client would get.
    func request(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: String? = nil,
        stage: String = "$default"
    ) async throws -> Answer {
        let text = try await answer(Self.event(method, target, headers: headers, body: body, stage: stage))
        return Answer(try JSONDecoder().decode(APIGatewayV2Response.self, from: Data(text.utf8)))
    }

    static func event(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: String? = nil,
        stage: String = "$default"
    ) throws -> String {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var context = APIGatewayV2Request.Context(http: .init(method: method, path: parts[0]))
        context.stage = stage
        let event = APIGatewayV2Request(
            context: context,
            rawPath: parts[0],
            rawQueryString: parts.count > 1 ? parts[1] : "",
            headers: headers,
            body: body
        )
        return String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
    }

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: Data

        init(_ response: APIGatewayV2Response) {
            status = response.statusCode
            headers = response.headers ?? [:]
            let text = response.body ?? ""
            body = response.isBase64Encoded == true ? Data(base64Encoded: text) ?? Data() : Data(text.utf8)
        }

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The error's field and message.
        var failure: (field: String?, message: String) {
            let object = try? JSONDecoder().decode([String: [String: String]].self, from: body)
            return (object?["error"]?["field"], object?["error"]?["message"] ?? "")
        }
    }
}
