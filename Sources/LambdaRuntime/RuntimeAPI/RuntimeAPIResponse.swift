package import NIOCore
package import NIOHTTP1

/// An answer of the Runtime API, whole.
package struct RuntimeAPIResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: ByteBuffer
    /// Whether the answer came before the end of its request was sent.
    package let isEarly: Bool

    package init(status: Int, headers: HTTPHeaders = [:], body: ByteBuffer = ByteBuffer(), isEarly: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isEarly = isEarly
    }
}
