internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// One invocation between whoever asked for it and the runtime that serves it.
///
/// The runtime's side delivers the answer in pieces and waits until each has been passed on, which is the back-pressure of a
/// stream. The client's side reads ``parts`` and says after each that it ``passedOn()``.
final class LocalInvocation: Sendable {
    /// A piece of what becomes of an invocation.
    enum Part: Sendable {
        /// The function begins to answer; `hasCustomHeaders` when the stream begins with a status and headers.
        case streamBegins(hasCustomHeaders: Bool)
        /// The next bytes of a stream.
        case bytes(ByteBuffer)
        /// The stream is whole.
        case streamEnds
        /// The whole of an answer that is not streamed.
        case whole(ByteBuffer)
        /// The function failed, with the JSON it reported; in the middle of a stream, too.
        case failure(ByteBuffer)
        /// The function took too long; in the middle of a stream, too.
        case timeOut
    }

    let id: String
    let event: ByteBuffer
    /// Headers of the Runtime API that this invocation has beyond those of every one.
    let headers: HTTPHeaders
    let parts: AsyncStream<Part>
    private let part: AsyncStream<Part>.Continuation
    private let acknowledgements: AsyncStream<Void>
    private let acknowledgement: AsyncStream<Void>.Continuation
    private let abandon: @Sendable () -> Void
    private let timer = Mutex<Task<Void, Never>?>(nil)

    /// How long after the time-out a client may take to read what it is told.
    private static let patience = Duration.seconds(1)

    /// - Parameters:
    ///   - id: The identifier of the request.
    ///   - event: What the function gets.
    ///   - headers: Headers of the Runtime API beyond those of every invocation.
    ///   - abandon: Ends the connection of a client that reads nothing: it is waited for without looking at a clock.
    init(id: String, event: ByteBuffer, headers: HTTPHeaders, abandon: @escaping @Sendable () -> Void) {
        self.id = id
        self.event = event
        self.headers = headers
        self.abandon = abandon
        (parts, part) = AsyncStream.makeStream()
        (acknowledgements, acknowledgement) = AsyncStream.makeStream()
    }

    // MARK: The runtime's side

    /// Starts the clock of the invocation.
    func begin(timeout: Duration) {
        let task = Task { [part, abandon] in
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            part.yield(.timeOut)
            guard (try? await Task.sleep(for: Self.patience)) != nil else { return }
            abandon()
        }
        timer.withLock { $0 = task }
    }

    /// Delivers a piece and waits until it has been passed on, or nobody wants it any more.
    func deliver(_ piece: Part) async {
        part.yield(piece)
        for await _ in acknowledgements { return }
    }

    // MARK: The client's side

    /// Says that the last part has been passed on.
    func passedOn() {
        acknowledgement.yield()
    }

    /// Says that no more parts are wanted.
    func close() {
        timer.withLock { $0?.cancel() }
        part.finish()
        acknowledgement.finish()
    }
}
