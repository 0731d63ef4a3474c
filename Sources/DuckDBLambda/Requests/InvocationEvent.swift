internal import LambdaRuntime
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The forms of an event that carries a request.
enum InvocationEvent: Sendable {
    /// The request itself, as a direct invocation, EventBridge Scheduler or Step Functions send it.
    case request(QueryRequest.Body)
    /// An HTTP request of a Function URL or an API Gateway HTTP API.
    case http(APIGatewayV2Request)
    /// Messages of SQS, a request in the body of each.
    case messages([QueueMessage])

    struct QueueMessage: Sendable {
        let id: String
        let body: String
        /// Whether what follows a message that failed must wait for it, as in a FIFO queue.
        let keepsOrder: Bool
    }

    init(_ event: ByteBuffer) throws(QueryRequestError) {
        let data = Data(event.readableBytesView)
        let decoder = JSONDecoder()
        guard let form = try? decoder.decode(Form.self, from: data) else { throw .invalidEvent }
        if form.isHTTP {
            guard let request = try? decoder.decode(APIGatewayV2Request.self, from: data) else {
                throw QueryRequestError(
                    .invalidEvent,
                    "The HTTP event is not of payload format 2.0. Set the integration's payload format version to 2.0."
                )
            }
            self = .http(request)
        } else if let records = form.records {
            self = .messages(records)
        } else if let body = form.detail ?? form.request {
            try QueryRequest.checkSize(data.count)
            self = .request(body)
        } else {
            throw .invalidEvent
        }
    }

    /// What of an event tells its form.
    private struct Form: Decodable {
        let isHTTP: Bool
        let records: [QueueMessage]?
        let detail: QueryRequest.Body?
        /// The event itself, where it has none of the other forms.
        let request: QueryRequest.Body?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            isHTTP = container.contains(.requestContext) || container.contains(.httpMethod)
            records =
                container.contains(.records)
                ? try container.decode([Record].self, forKey: .records).map(\.message)
                : nil
            detail =
                container.contains(.detailType) ? try container.decode(QueryRequest.Body.self, forKey: .detail) : nil
            request = isHTTP || records != nil || detail != nil ? nil : try QueryRequest.Body(from: decoder)
        }

        private enum Key: String, CodingKey {
            case requestContext, httpMethod, detail
            case records = "Records"
            case detailType = "detail-type"
        }

        private struct Record: Decodable {
            let messageId: String
            let body: String
            let eventSourceARN: String?

            var message: QueueMessage {
                QueueMessage(id: messageId, body: body, keepsOrder: eventSourceARN?.hasSuffix(".fifo") == true)
            }
        }
    }
}

extension QueryRequest {
    /// Reads the request in a message's body.
    init(message: String) throws(QueryRequestError) {
        try Self.checkSize(message.utf8.count)
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(message.utf8)) else { throw .invalidEvent }
        try self.init(body)
    }
}
