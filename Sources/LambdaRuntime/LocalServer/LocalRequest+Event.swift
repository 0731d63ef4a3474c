internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension LocalRequest {
    /// The event that a Function URL makes of the request.
    var event: APIGatewayV2Request {
        let text = isText ? String(validating: body.readableBytesView, as: UTF8.self) : nil
        var event = APIGatewayV2Request(
            context: context,
            rawPath: path,
            rawQueryString: queryString,
            headers: headers,
            body: body.readableBytes == 0 ? nil : text ?? Data(body.readableBytesView).base64EncodedString(),
            isBase64Encoded: body.readableBytes > 0 && text == nil
        )
        event.cookies = cookies.isEmpty ? nil : cookies
        event.queryStringParameters = queryParameters.isEmpty ? nil : queryParameters
        return event
    }

    private var context: APIGatewayV2Request.Context {
        let now = Date()
        return APIGatewayV2Request.Context(
            http: APIGatewayV2Request.Context.HTTP(
                method: head.method.rawValue,
                path: path,
                protocol: "HTTP/\(head.version.major).\(head.version.minor)",
                sourceIp: clientAddress,
                userAgent: head.headers.first(name: "User-Agent") ?? ""
            ),
            domainName: domainName,
            requestId: id,
            time: now.formattedAsInAccessLogs,
            timeEpoch: UInt64(now.timeIntervalSince1970 * 1000)
        )
    }

    private var clientAddress: String { peer?.ipAddress ?? "127.0.0.1" }

    private var domainName: String {
        let host = head.headers.first(name: "Host") ?? "localhost"
        guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return host }
        return String(host[..<colon])
    }

    /// Names in lower case, several values joined by commas; with what a Function URL adds, without the cookies.
    private var headers: [String: String] {
        let sent = head.headers.map { ($0.name.lowercased(), $0.value) }.filter { $0.0 != "cookie" }
        let all = Dictionary(sent) { "\($0),\($1)" }
        let added = ["x-forwarded-for": clientAddress, "x-forwarded-proto": "http"]
        return all.merging(added) { sent, _ in sent }
    }

    private var cookies: [String] {
        head.headers["Cookie"].flatMap { $0.split(separator: ";") }.map { cookie in
            String(cookie.drop { $0 == " " })
        }
    }

    private var queryParameters: [String: String] {
        let pairs = queryString.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
        return Dictionary(pairs) { "\($0),\($1)" }
    }

    /// The text behind `+` and `%41`; what is no such escape stays as it is.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            guard byte == UInt8(ascii: "%"), digits.count == 2, let escaped = UInt8(Substring(digits), radix: 16) else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                continue
            }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the type of the body is one that a Function URL hands over as text.
    private var isText: Bool {
        let type = (head.headers.first(name: "Content-Type") ?? "").prefix { $0 != ";" }.lowercased()
        return type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
            || ["application/json", "application/javascript", "application/xml"].contains(type)
    }
}

extension Date {
    /// Such as `12/Mar/2020:19:03:58 +0000`.
    fileprivate var formattedAsInAccessLogs: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = formatted(Date.ISO8601FormatStyle()).split { "-TZ".contains($0) }
        guard parts.count == 4, let month = Int(parts[1]), months.indices.contains(month - 1) else { return "" }
        return "\(parts[2])/\(months[month - 1])/\(parts[0]):\(parts[3]) +0000"
    }
}
