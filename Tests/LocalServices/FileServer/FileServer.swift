import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server of files on loopback that answers each path as it is told, faults included.
public final class FileServer: Sendable {
    /// A request that came in.
    public struct Request: Sendable {
        /// The path and query.
        public let path: String
        /// The headers, their names in lower case.
        public let headers: [String: String]
    }

    private struct State {
        var answers: [String: [Answer]] = [:]
        var requests: [Request] = []
    }

    private let state: StateBox
    private let channel: any Channel

    /// Starts a server on a free port.
    public init() async throws {
        let state = StateBox()
        self.state = state
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(FileServerHandler { state.answer($0) })
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    deinit { channel.close(promise: nil) }

    /// The address of a path.
    public func url(_ path: String = "", user: String? = nil) -> String {
        "http://\(user.map { "\($0)@" } ?? "")127.0.0.1:\(channel.localAddress?.port ?? 0)\(path)"
    }

    /// Sets the answers of a path: one for each request in turn, the last for all that follow.
    public func answer(_ path: String, _ answers: Answer...) {
        state.value.withLock { $0.answers[path] = answers }
    }

    /// What was asked for so far, in order.
    public var requests: [Request] {
        state.value.withLock { $0.requests }
    }

    private final class StateBox: Sendable {
        let value = Mutex(State())

        func answer(_ request: Request) -> Answer {
            value.withLock { state in
                state.requests.append(request)
                guard var answers = state.answers[request.path], let answer = answers.first else { return .status(404) }
                if answers.count > 1 { answers.removeFirst() }
                state.answers[request.path] = answers
                return answer
            }
        }
    }
}
