internal import LambdaRuntime
internal import NIOCore

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// An answer to an HTTP request.
struct HTTPAnswer: Sendable {
    var status = 200
    /// In lower case.
    var headers: [String: String] = [:]
    var body = ByteBuffer()

    static func json(_ value: some Encodable, status: Int = 200) throws -> HTTPAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return HTTPAnswer(
            status: status,
            headers: ["content-type": "application/json"],
            body: ByteBuffer(bytes: try encoder.encode(value))
        )
    }

    /// Whether the body is UTF-8.
    var isText: Bool { headers["content-type"] != ResultFormat.parquet.contentType }

    /// What of the answer the other side has already, if it does, is not sent again.
    mutating func addEntityTag(_ known: String?) {
        let tag = "W/\"\(EntityTag.of(body))\""
        headers["etag"] = tag
        guard let known, known == "*" || EntityTag.isIn(known, tag) else { return }
        status = 304
        body.clear()
    }

    /// The answer as a Function URL and an HTTP API take it from a buffered response.
    ///
    /// - Throws: ``ResponseTooLarge``: text grows by its escapes, and everything else by a third.
    func buffered() throws -> ByteBuffer {
        let isText = isText && headers["content-encoding"] == nil
        // Base64 takes a third more: seen before it is made.
        if !isText { try ResultLimits.buffered.check(bytes: body.readableBytes / 3 * 4) }
        let head = try JSONEncoder().encode(
            APIGatewayV2Response(statusCode: status, headers: headers, isBase64Encoded: !isText)
        )
        var json = TextBuffer()
        json.append(Array(head.dropLast()))
        json.append(#","body":"#)
        json.append(jsonString: isText ? String(buffer: body) : Data(body.readableBytesView).base64EncodedString())
        json.append("}")
        try ResultLimits.buffered.check(bytes: json.count)
        return ByteBuffer(bytes: json.bytes)
    }

    /// What precedes the body of a streamed answer.
    var head: StreamingLambdaStatusAndHeadersResponse {
        StreamingLambdaStatusAndHeadersResponse(statusCode: status, headers: headers)
    }
}
