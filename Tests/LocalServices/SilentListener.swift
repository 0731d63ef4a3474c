/// A port of 127.0.0.1 that takes connections and never says a word.
public final class SilentListener {
    private let socket: LoopbackSocket
    /// The port.
    public let port: Int

    /// Listens on a free port.
    public init() throws(ServiceError) {
        socket = try LoopbackSocket(boundToAnyPort: ())
        try socket.listen()
        port = try socket.port
    }

    /// Whether anybody has connected so far.
    public var hasConnection: Bool { socket.isReadable }
}
