import Foundation
import Glibc
import Synchronization

/// A Python script that answers JSON objects, one a line, over a socket that is its standard input.
///
/// Both scripts here end when that socket does. The kernel closes this side when this process ends, whether by
/// return, signal or SIGKILL, and no other child inherits it.
final class Helper: Sendable {
    private struct State {
        var socket: Int32?
        var lastID = 0
        var replies: [Int: CheckedContinuation<Data, any Error>] = [:]
        var ends: [CheckedContinuation<Void, Never>] = []
    }

    private struct Request<Arguments: Encodable>: Encodable {
        let id: Int
        let method: String
        let arguments: Arguments
    }

    private struct Envelope: Decodable {
        let id: Int
        let error: String?
    }

    private let name: String
    private let state: Mutex<State>

    /// Starts `script` with an interpreter found by path or on `PATH`.
    init(name: String, interpreter: String, script: String, environment: [String: String]) throws {
        let (ours, theirs) = try Self.makeSockets()
        defer { close(theirs) }
        self.name = name
        let process: pid_t
        do {
            process = try Spawn.start([interpreter, "-c", script], environment: environment, input: theirs)
        } catch {
            close(ours)
            throw error
        }
        state = Mutex(State(socket: ours))
        Thread.detachNewThread { self.read(from: ours, of: process) }
    }

    /// Asks the script for `method` and awaits its reply.
    func request<Arguments: Encodable, Reply: Decodable>(
        _ method: String,
        _ arguments: Arguments,
        as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        let reply = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Data, any Error>) in
            send(method, arguments, continuation)
        }
        if let error = try JSONDecoder().decode(Envelope.self, from: reply).error {
            throw ServiceError(.helperFailed, "\(name): \(method) failed: \(error)")
        }
        return try JSONDecoder().decode(type, from: reply)
    }

    /// Lets the script end, without waiting for it.
    func finish() {
        state.withLock { state in
            if let socket = state.socket { _ = shutdown(socket, Int32(SHUT_WR)) }
        }
    }

    /// Lets the script end, and waits until it has.
    func end() async {
        finish()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.socket != nil { state.ends.append(continuation) }
                return state.socket == nil
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func send<Arguments: Encodable>(
        _ method: String,
        _ arguments: Arguments,
        _ continuation: CheckedContinuation<Data, any Error>
    ) {
        do {
            try state.withLock { state in
                guard let socket = state.socket else { throw goneError }
                state.lastID += 1
                let request = Request(id: state.lastID, method: method, arguments: arguments)
                try Self.write(JSONEncoder().encode(request) + [UInt8(ascii: "\n")], to: socket)
                state.replies[state.lastID] = continuation
            }
        } catch {
            continuation.resume(throwing: error)
        }
    }

    private var goneError: ServiceError {
        ServiceError(.helperFailed, "\(name): its helper process has ended; see its error output above")
    }

    /// Hands out replies until the script ends; runs on a thread of its own.
    private func read(from socket: Int32, of process: pid_t) {
        var lines = Data()
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(socket, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            lines.append(contentsOf: chunk[..<count])
            while let newline = lines.firstIndex(of: UInt8(ascii: "\n")) {
                deliver(Data(lines[..<newline]))
                lines = Data(lines[lines.index(after: newline)...])
            }
        }
        Spawn.wait(for: process)
        finishReading(socket)
    }

    private func deliver(_ line: Data) {
        guard let id = try? JSONDecoder().decode(Envelope.self, from: line).id else { return }
        state.withLock { $0.replies.removeValue(forKey: id) }?.resume(returning: line)
    }

    private func finishReading(_ socket: Int32) {
        let (replies, ends) = state.withLock { state in
            close(socket)
            state.socket = nil
            defer { (state.replies, state.ends) = ([:], []) }
            return (Array(state.replies.values), state.ends)
        }
        replies.forEach { $0.resume(throwing: goneError) }
        ends.forEach { $0.resume() }
    }

    /// Closed on exec, so that no other child keeps a helper alive.
    private static func makeSockets() throws -> (ours: Int32, theirs: Int32) {
        var sockets: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &sockets) == 0 else {
            throw ServiceError(.system, "socketpair: \(String(cString: strerror(errno)))")
        }
        return (sockets[0], sockets[1])
    }

    private static func write(_ data: Data, to socket: Int32) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ServiceError(.helperFailed, "the helper process has ended") }
            rest = rest.dropFirst(count)
        }
    }
}
