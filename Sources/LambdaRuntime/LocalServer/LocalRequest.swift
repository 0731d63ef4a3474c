internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A request of a client, whole.
struct LocalRequest {
    let id: String
    let head: HTTPRequestHead
    let body: ByteBuffer
    let peer: SocketAddress?

    /// The path, percent-encoded.
    var path: String { String(head.uri.prefix { $0 != "?" }) }

    /// The query string, percent-encoded, without the question mark.
    var queryString: String { String(head.uri.dropFirst(path.count + 1)) }

    /// What the Runtime API says of the invocation because the client said it.
    var runtimeHeaders: HTTPHeaders {
        var headers: HTTPHeaders = [:]
        if let trace = head.headers.first(name: "X-Amzn-Trace-Id") {
            headers.add(name: "Lambda-Runtime-Trace-Id", value: trace)
        }
        if let context = head.headers.first(name: "X-Amz-Client-Context").flatMap({ Data(base64Encoded: $0) }) {
            let text = String(decoding: context, as: UTF8.self)
            if !text.utf8.contains(where: { $0 < 0x20 }) {
                headers.add(name: "Lambda-Runtime-Client-Context", value: text)
            }
        }
        return headers
    }
}
