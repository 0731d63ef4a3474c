internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a Function URL reads from a response in one piece.
enum BufferedAnswer {
    /// An object with a `statusCode`.
    case http(HTTPResponseStatus, HTTPHeaders, ByteBuffer)
    /// Any other JSON, which is the body itself.
    case json
    /// Not JSON, or a `statusCode` with something that does not go with it.
    case invalid

    init(_ response: ByteBuffer) {
        let data = Data(response.readableBytesView)
        let decoder = JSONDecoder()
        guard (try? decoder.decode(AnyJSON.self, from: data)) != nil else {
            self = .invalid
            return
        }
        guard (try? decoder.decode(Marked.self, from: data)) != nil else {
            self = .json
            return
        }
        guard
            let answer = try? decoder.decode(APIGatewayV2Response.self, from: data),
            let status = HTTPResponseStatus(answer: answer.statusCode),
            let body = Self.body(of: answer)
        else {
            self = .invalid
            return
        }
        let headers = HTTPHeaders(answer)
        self = headers.canBeSent ? .http(status, headers, body) : .invalid
    }

    private static func body(of answer: APIGatewayV2Response) -> ByteBuffer? {
        let text = answer.body ?? ""
        guard answer.isBase64Encoded == true else { return ByteBuffer(string: text) }
        return Data(base64Encoded: text).map { ByteBuffer(bytes: $0) }
    }

    /// Decodes from any JSON there is.
    private struct AnyJSON: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    /// Decodes from an object with a `statusCode`.
    private struct Marked: Decodable {
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard container.contains(.statusCode) else {
                throw DecodingError.keyNotFound(
                    CodingKeys.statusCode,
                    DecodingError.Context(codingPath: [], debugDescription: "no status")
                )
            }
        }

        private enum CodingKeys: CodingKey {
            case statusCode
        }
    }
}

extension HTTPResponseStatus {
    /// The status of an answer; `nil` for a number that is none.
    init?(answer statusCode: Int) {
        guard (200...599).contains(statusCode) else { return nil }
        self.init(statusCode: statusCode)
    }
}

extension HTTPHeaders {
    /// What the function says; without what is the server's, as the length.
    init(_ answer: APIGatewayV2Response) {
        self.init(single: answer.headers, multiple: nil, cookies: answer.cookies)
        if !contains(name: "Content-Type") { add(name: "Content-Type", value: "application/json") }
    }

    init(_ head: StreamingLambdaStatusAndHeadersResponse) {
        self.init(single: head.headers, multiple: head.multiValueHeaders, cookies: head.cookies)
        if !contains(name: "Content-Type") { add(name: "Content-Type", value: "application/octet-stream") }
    }

    private init(single: [String: String]?, multiple: [String: [String]]?, cookies: [String]?) {
        let singles = (single ?? [:]).sorted { $0.key < $1.key }
        let multiples = (multiple ?? [:]).sorted { $0.key < $1.key }.flatMap { name, values in values.map { (name, $0) }
        }
        let all = singles + multiples + (cookies ?? []).map { ("Set-Cookie", $0) }
        let ofTheServer = ["connection", "content-length", "transfer-encoding"]
        self.init(all.filter { !ofTheServer.contains($0.0.lowercased()) })
    }

    /// Whether no name and no value would break the head of the answer.
    var canBeSent: Bool {
        allSatisfy { name, value in
            !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
                && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7f) || $0 == UInt8(ascii: "\t") }
        }
    }

    /// These headers, and those of others.
    func merging(_ others: HTTPHeaders) -> HTTPHeaders {
        var all = self
        all.add(contentsOf: others)
        return all
    }
}
