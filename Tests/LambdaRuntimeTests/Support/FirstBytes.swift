import NIOCore
import NIOPosix

/// A client that shows the bytes of an answer as they come.
final class FirstBytes: Sendable {
    private let channel: any Channel
    private let received: AsyncStream<String>

    /// Connects and asks; a client that does not read leaves its answer to the buffers of the system.
    static func request(_ port: Int, _ path: String, reads: Bool = true) async throws -> FirstBytes {
        let (received, bytes) = AsyncStream<String>.makeStream()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { $0.pipeline.addHandler(Collector(bytes)) }
            .connect(host: "127.0.0.1", port: port)
            .get()
        let client = FirstBytes(channel, received)
        try await channel.writeAndFlush(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        return client
    }

    private init(_ channel: any Channel, _ received: AsyncStream<String>) {
        self.channel = channel
        self.received = received
    }

    /// Waits until what comes holds a text.
    ///
    /// - Returns: Whether it came before the end of the connection.
    func next(containing text: String) async throws -> Bool {
        var all = ""
        for await more in received {
            all += more
            if all.contains(text) { return true }
        }
        return false
    }

    func close() {
        channel.close(promise: nil)
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let bytes: AsyncStream<String>.Continuation

        init(_ bytes: AsyncStream<String>.Continuation) { self.bytes = bytes }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes.yield(String(buffer: unwrapInboundIn(data)))
        }

        func channelInactive(context: ChannelHandlerContext) { bytes.finish() }
    }
}
