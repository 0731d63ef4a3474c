import LambdaRuntime
import NIOCore
import Synchronization

/// Keeps the response of one invocation.
final class ResponseInMemory: LambdaResponseStreamWriter {
    private struct State {
        var bytes = ByteBuffer()
        var isStreamed = false
        var hasHead = false
    }

    private let state = Mutex(State())

    /// Whether it came in pieces.
    var isStreamed: Bool { state.withLock { $0.isStreamed } }

    /// Status and headers of a streamed answer, JSON; nil where there are none.
    var head: ByteBuffer? { parts.head }

    /// What follows them, or all of it.
    var body: ByteBuffer { parts.body }

    private var parts: (head: ByteBuffer?, body: ByteBuffer) {
        state.withLock { state in
            var body = state.bytes
            let end = [UInt8](repeating: 0, count: StreamingLambdaStatusAndHeadersResponse.terminatorLength)
            guard state.hasHead, let range = body.readableBytesView.firstRange(of: end) else { return (nil, body) }
            let head = body.readSlice(length: range.lowerBound - body.readerIndex)
            body.moveReaderIndex(to: range.upperBound)
            return (head, body)
        }
    }

    func write(_ buffer: ByteBuffer, hasCustomHeaders: Bool) async throws {
        state.withLock { state in
            if !state.isStreamed { state.hasHead = hasCustomHeaders }
            state.isStreamed = true
            state.bytes.writeImmutableBuffer(buffer)
        }
    }

    func finish() async throws {}

    func writeAndFinish(_ buffer: ByteBuffer) async throws {
        state.withLock { _ = $0.bytes.writeImmutableBuffer(buffer) }
    }
}
