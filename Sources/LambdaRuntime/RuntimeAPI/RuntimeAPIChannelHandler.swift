internal import NIOCore
internal import NIOHTTP1

/// Pairs each request on a connection with its answer, one at a time, and closes a connection that cannot be used again.
final class RuntimeAPIChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = NIOHTTPClientResponseFull
    typealias OutboundIn = RuntimeAPIRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private let state: RuntimeAPIConnectionState
    private var waiting: EventLoopPromise<RuntimeAPIResponse>?
    private var requestIsWhole = true

    init(_ state: RuntimeAPIConnectionState) {
        self.state = state
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .whole(let head, let body, let answer):
            expect(answer)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            writeEnd(context, body, trailers: nil, promise)
        case .head(let head, let answer):
            expect(answer)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .chunk(let buffer):
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: promise)
        case .end(let buffer, let trailers):
            writeEnd(context, buffer, trailers: trailers, promise)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let response = unwrapInboundIn(data)
        let answer = waiting
        waiting = nil
        if answer == nil || !requestIsWhole || !response.head.isKeepAlive {
            state.close()
            context.close(promise: nil)
        }
        answer?.succeed(
            RuntimeAPIResponse(
                status: Int(response.head.status.code),
                headers: response.head.headers,
                body: response.body ?? ByteBuffer(),
                isEarly: !requestIsWhole
            )
        )
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    private func expect(_ answer: EventLoopPromise<RuntimeAPIResponse>) {
        waiting?.fail(ChannelError.eof)
        waiting = answer
        requestIsWhole = false
    }

    private func writeEnd(
        _ context: ChannelHandlerContext,
        _ buffer: ByteBuffer,
        trailers: HTTPHeaders?,
        _ promise: EventLoopPromise<Void>?
    ) {
        requestIsWhole = true
        if buffer.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(trailers)), promise: promise)
    }

    private func fail(_ error: any Error) {
        state.close()
        waiting?.fail(error)
        waiting = nil
    }
}
