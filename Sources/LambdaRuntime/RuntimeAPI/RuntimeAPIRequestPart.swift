internal import NIOCore
internal import NIOHTTP1

/// What is written into the channel of a ``RuntimeAPIConnection``.
///
/// The last bytes of a request and its end are one part: the other side may answer as soon as it has the last byte, and
/// that answer is not early.
enum RuntimeAPIRequestPart: Sendable {
    /// A whole request, and where its answer goes.
    case whole(HTTPRequestHead, ByteBuffer, answer: EventLoopPromise<RuntimeAPIResponse>)
    /// The head of a streamed request, and where its answer goes.
    case head(HTTPRequestHead, answer: EventLoopPromise<RuntimeAPIResponse>)
    /// A piece of a streamed request.
    case chunk(ByteBuffer)
    /// The last piece of a streamed request.
    case end(ByteBuffer, trailers: HTTPHeaders?)
}
