import LambdaRuntime
import NIOCore
import Synchronization

/// Takes a response and keeps it, as Lambda would.
final class CollectedResponse: LambdaResponseStreamWriter {
    private struct State {
        var pieces: [ByteBuffer] = []
        var hasCustomHeaders = false
        var isFinished = false
    }

    private let state = Mutex(State())

    var pieces: [ByteBuffer] { state.withLock { $0.pieces } }
    var isFinished: Bool { state.withLock { $0.isFinished } }
    var hasCustomHeaders: Bool { state.withLock { $0.hasCustomHeaders } }
    var text: String { pieces.map { String(buffer: $0) }.joined() }

    /// What Lambda's runtime says to a write after the end.
    struct IsFinished: Error {}

    func write(_ buffer: ByteBuffer, hasCustomHeaders: Bool) async throws {
        try state.withLock { state in
            guard !state.isFinished else { throw IsFinished() }
            state.pieces.append(buffer)
            state.hasCustomHeaders = state.hasCustomHeaders || hasCustomHeaders
        }
    }

    func write(_ buffer: ByteBuffer) async throws {
        try await write(buffer, hasCustomHeaders: false)
    }

    func finish() async throws {
        try state.withLock { state in
            guard !state.isFinished else { throw IsFinished() }
            state.isFinished = true
        }
    }

    func writeAndFinish(_ buffer: ByteBuffer) async throws {
        try await write(buffer)
        try await finish()
    }
}
