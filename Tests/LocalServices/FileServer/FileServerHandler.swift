import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers the requests of one connection.
final class FileServerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: (FileServer.Request) -> FileServer.Answer

    init(_ answer: @escaping (FileServer.Request) -> FileServer.Answer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let headers = Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }
        let answer = answer(FileServer.Request(path: head.uri, headers: headers)).resumed(headers)
        guard let isTime = answer.isTime else { return write(answer, context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        Task {
            await isTime()
            bound.eventLoop.execute { bound.value.0.write(answer, bound.value.1) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func write(_ answer: FileServer.Answer, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(answer.headers.map { ($0.key, $0.value) })
        if headers["Content-Length"].isEmpty { headers.add(name: "Content-Length", value: "\(answer.body.count)") }
        let status = HTTPResponseStatus(statusCode: answer.status)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil
        )
        let body = ByteBuffer(bytes: answer.body.prefix(answer.fault?.after ?? answer.body.count))
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        guard let (_, fault) = answer.fault else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        fail(fault, context.channel)
    }

    private func fail(_ fault: FileServer.Answer.Fault, _ channel: any Channel) {
        switch fault {
        case .stall: break
        case .close(let isTime):
            Task {
                await isTime()
                channel.close(promise: nil)
            }
        case .reset(let isTime):
            Task {
                await isTime()
                // Without lingering, closing a socket resets its connection.
                try? await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                channel.close(promise: nil)
            }
        }
    }
}
